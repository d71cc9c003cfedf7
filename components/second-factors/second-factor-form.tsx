"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { PasskeyStep } from "#components/sign-in/passkey-step.tsx";
import { Refusal } from "#components/sign-in/refusal.tsx";
import { StartAgain } from "#components/sign-in/start-again.tsx";
import { useSignInStep } from "#components/sign-in/use-sign-in-step.ts";
import { Button } from "#components/ui/button.tsx";
import { TextField } from "#components/ui/field.tsx";
import { formText } from "#components/ui/form-text.ts";
import type { SecondFactors } from "#lib/identity/second-factors/index.ts";

type Way = "totp" | "passkey" | "recovery";

/** The second step of signing in: a code from the app, a passkey or a recovery code. */
export function SecondFactorForm({
  factors,
  goTo,
}: {
  factors: SecondFactors;
  goTo: string;
}) {
  const t = useTranslations("signIn.secondFactor");
  const [way, setWay] = useState<Way>(factors.totp ? "totp" : "passkey");
  const { take, taking, refusal } = useSignInStep(goTo);
  return (
    <div className="grid gap-4">
      {refusal && <Refusal refusal={refusal} invalid={t("invalid")} />}
      {way !== "passkey" && (
        <CodeForm
          key={way}
          way={way}
          taking={taking}
          onCode={(code) => take("second-factor", { code })}
        />
      )}
      {factors.passkey && (
        <PasskeyStep
          disabled={taking}
          variant={way === "passkey" ? "primary" : "secondary"}
          onChosen={(assertion) => take("second-factor", { assertion })}
        />
      )}
      <div className="flex flex-wrap justify-between gap-2">
        {way === "recovery" ? (
          <Button
            variant="ghost"
            onClick={() => setWay(factors.totp ? "totp" : "passkey")}
          >
            {t("backToCode")}
          </Button>
        ) : (
          <Button variant="ghost" onClick={() => setWay("recovery")}>
            {t("useRecoveryCode")}
          </Button>
        )}
        <StartAgain />
      </div>
    </div>
  );
}

function CodeForm({
  way,
  taking,
  onCode,
}: {
  way: "totp" | "recovery";
  taking: boolean;
  onCode: (code: string) => void;
}) {
  const t = useTranslations("signIn.secondFactor");
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    onCode(formText(new FormData(event.currentTarget), "code"));
  };
  return (
    <form method="post" className="grid gap-4" onSubmit={submit}>
      <TextField
        label={t(`${way}.label`)}
        hint={t(`${way}.hint`)}
        name="code"
        required
        autoFocus
        spellCheck={false}
        maxLength={100}
        {...(way === "totp"
          ? { inputMode: "numeric", autoComplete: "one-time-code" }
          : { autoComplete: "off" })}
      />
      <Button type="submit" variant="primary" size="large" pending={taking}>
        {t("action")}
      </Button>
    </form>
  );
}
