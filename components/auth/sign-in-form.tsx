"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Field, TextInput } from "#components/ui/field.tsx";
import { formText } from "#components/ui/form-text.ts";
import { credentialsSignIn, type SignInAnswer } from "./credentials-sign-in.ts";

export function SignInForm({ goTo }: { goTo: string }) {
  const t = useTranslations("auth");
  const [pending, setPending] = useState(false);
  const [answer, setAnswer] = useState<SignInAnswer | null>(null);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setPending(true);
    const result = await credentialsSignIn(
      formText(form, "email"),
      passwordOf(form),
    );
    setAnswer(result);
    if (result.ok) window.location.assign(goTo);
    else setPending(false);
  };
  return (
    <form
      method="post"
      className="grid gap-4"
      onSubmit={(event) => void submit(event)}
    >
      {answer && !answer.ok && (
        <Callout tone="danger" role="alert">
          {answer.reason === "throttled"
            ? t("throttled", { seconds: answer.seconds })
            : t(answer.reason)}
        </Callout>
      )}
      <Field label={t("email")}>
        {(wiring) => (
          <TextInput
            {...wiring}
            name="email"
            type="email"
            autoComplete="username"
            required
            autoFocus
          />
        )}
      </Field>
      <Field label={t("password")}>
        {(wiring) => (
          <TextInput
            {...wiring}
            name="password"
            type="password"
            autoComplete="current-password"
            required
          />
        )}
      </Field>
      <Button type="submit" variant="primary" size="large" pending={pending}>
        {t("signIn")}
      </Button>
    </form>
  );
}

/** A password is taken as it was typed, blanks at its ends included. */
function passwordOf(form: FormData): string {
  const password = form.get("password");
  return typeof password === "string" ? password : "";
}
