"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, type ReactNode, useState } from "react";
import { ApiProblem } from "#components/api-client.ts";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { signInBy } from "./sign-in-by.ts";

/** The form behind a single-use link; submitting it signs the user in. */
export function LinkForm({
  send,
  action,
  children,
}: {
  /** Submits the fields and returns the email address to sign in with. */
  send: (fields: Partial<Record<string, string>>) => Promise<{ email: string }>;
  action: string;
  /** The fields, one of them `password`, with their errors. */
  children: (errors: Record<string, string | undefined>) => ReactNode;
}) {
  const t = useTranslations("signIn");
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = Object.fromEntries(
      new FormData(event.currentTarget),
    ) as Record<string, string>;
    setPending(true);
    setProblem(null);
    try {
      const { email } = await send(form);
      const answer = await signInBy("credentials", {
        email,
        password: form["password"] ?? "",
      });
      window.location.assign(answer.ok ? "/accounts" : "/sign-in");
    } catch (error) {
      setProblem(
        error instanceof ApiProblem
          ? error
          : new ApiProblem(0, "unreachable", "", {}),
      );
      setPending(false);
    }
  };
  return (
    <form
      method="post"
      className="grid gap-4"
      onSubmit={(event) => void submit(event)}
    >
      {problem && (
        <Callout tone="danger" role="alert">
          {problem.message || t("unreachable")}
        </Callout>
      )}
      {children(problem?.fields ?? {})}
      <Button type="submit" variant="primary" size="large" pending={pending}>
        {action}
      </Button>
    </form>
  );
}
