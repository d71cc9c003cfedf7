"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { formPassword, formText } from "#components/ui/form-text.ts";
import { PasskeyStep } from "./passkey-step.tsx";
import { EmailField, PasswordField } from "./person-fields.tsx";
import { Refusal } from "./refusal.tsx";
import { useSignInStep } from "./use-sign-in-step.ts";

export function SignInForm({ goTo }: { goTo: string }) {
  const t = useTranslations("signIn");
  const { take, taking, refusal } = useSignInStep(goTo);
  const [by, setBy] = useState<"password" | "passkey" | null>(null);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setBy("password");
    take("credentials", {
      email: formText(form, "email"),
      password: formPassword(form, "password"),
    });
  };
  return (
    <div className="grid gap-4">
      <form method="post" className="grid gap-4" onSubmit={submit}>
        {refusal && (
          <Refusal
            refusal={refusal}
            invalid={t(by === "passkey" ? "passkey.invalid" : "invalid")}
          />
        )}
        <EmailField autoFocus />
        <PasswordField label={t("password")} />
        <Button
          type="submit"
          variant="primary"
          size="large"
          pending={taking && by === "password"}
        >
          {t("signIn")}
        </Button>
      </form>
      <PasskeyStep
        disabled={taking}
        onChosen={(assertion) => {
          setBy("passkey");
          take("passkey", { assertion });
        }}
      />
    </div>
  );
}
