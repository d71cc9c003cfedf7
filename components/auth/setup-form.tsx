"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { api, ApiProblem } from "#components/api-client.ts";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Field, TextInput } from "#components/ui/field.tsx";
import { signInBy } from "./sign-in-by.ts";

export function SetupForm({ token }: { token: string }) {
  const t = useTranslations("auth");
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = Object.fromEntries(
      new FormData(event.currentTarget),
    ) as Record<"name" | "email" | "password", string>;
    setPending(true);
    setProblem(null);
    try {
      const made = await api<{ email: string }>("/setup", {
        method: "POST",
        body: { token, ...form },
      });
      const answer = await signInBy("credentials", {
        email: made.email,
        password: form.password,
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
  const fields = problem?.fields ?? {};
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
      <Field label={t("name")} error={fields["name"]}>
        {(wiring) => (
          <TextInput
            {...wiring}
            name="name"
            autoComplete="name"
            required
            autoFocus
            maxLength={60}
          />
        )}
      </Field>
      <Field label={t("email")} error={fields["email"]}>
        {(wiring) => (
          <TextInput
            {...wiring}
            name="email"
            type="email"
            autoComplete="username"
            required
          />
        )}
      </Field>
      <Field
        label={t("password")}
        hint={t("passwordHint")}
        error={fields["password"]}
      >
        {(wiring) => (
          <TextInput
            {...wiring}
            name="password"
            type="password"
            autoComplete="new-password"
            required
            minLength={12}
            maxLength={256}
          />
        )}
      </Field>
      <Button type="submit" variant="primary" size="large" pending={pending}>
        {t("createOwner")}
      </Button>
    </form>
  );
}
