"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { ApiProblem } from "#components/api-client.ts";
import { useConfirmPassword } from "#components/operations/api.ts";
import { Field, TextInput } from "#components/ui/field.tsx";

interface Change<Input, Answer> {
  mutateAsync: (input: Input) => Promise<Answer>;
  error: Error | null;
  isPending: boolean;
}

/**
 * A change that wants a recent sign-in: when it is refused for want of one, a field for the password shows, and the next
 * try proves first who sits there.
 */
export function useConfirmed<Input, Answer>(
  change: Change<Input, Answer>,
): {
  /** @returns undefined when it was refused, which `error` tells */
  run: (input: Input) => Promise<Answer | undefined>;
  password: ReactNode;
  error: Error | null;
  isPending: boolean;
} {
  const t = useTranslations("apiKeys.form");
  const confirm = useConfirmPassword();
  const [wanted, setWanted] = useState(false);
  const [password, setPassword] = useState("");
  const isForWant = (error: unknown) =>
    error instanceof ApiProblem && error.code === "recent_sign_in_required";
  const run = async (input: Input) => {
    try {
      if (wanted) await confirm.mutateAsync(password);
      const answer = await change.mutateAsync(input);
      setWanted(false);
      return answer;
    } catch (error) {
      if (isForWant(error)) setWanted(true);
      return undefined;
    }
  };
  return {
    run,
    password: wanted && (
      <Field label={t("password")}>
        {(wiring) => (
          <TextInput
            {...wiring}
            type="password"
            autoFocus
            autoComplete="current-password"
            value={password}
            onChange={(event) => setPassword(event.target.value)}
          />
        )}
      </Field>
    ),
    error: confirm.error ?? (isForWant(change.error) ? null : change.error),
    isPending: confirm.isPending || change.isPending,
  };
}
