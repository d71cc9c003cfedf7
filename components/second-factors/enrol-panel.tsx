"use client";

import { Fingerprint, Smartphone } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useRecentSignIn } from "#components/sign-in/recent-sign-in.tsx";
import { StartAgain } from "#components/sign-in/start-again.tsx";
import { useErrorText } from "#components/sign-in/use-error-text.ts";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { useBeginTotp } from "./api.ts";
import { PasskeyDialog, RecoveryCodeList, TotpSetup } from "./lazy.ts";

/** Sets up the first second factor of either kind, shows its recovery codes, then opens the console. */
export function EnrolPanel({ goTo }: { goTo: string }) {
  const t = useTranslations("signIn.enrol");
  const { proven } = useRecentSignIn();
  const begin = useBeginTotp(proven);
  const errorText = useErrorText(begin.error);
  const [naming, setNaming] = useState(false);
  const [codes, setCodes] = useState<string[] | null>(null);
  const go = () => window.location.assign(goTo);
  const done = (made: string[] | null) => (made ? setCodes(made) : go());
  if (codes)
    return <RecoveryCodeList codes={codes} done={t("go")} onDone={go} />;
  return (
    <div className="grid gap-4">
      {errorText && (
        <Callout tone="danger" role="alert">
          {errorText}
        </Callout>
      )}
      {begin.data ? (
        <TotpSetup begun={begin.data} proven={proven} onDone={done} />
      ) : (
        <>
          <Button
            variant="primary"
            size="large"
            pending={begin.isPending}
            onClick={() => begin.mutate()}
          >
            <Smartphone aria-hidden />
            {t("totp")}
          </Button>
          <Button size="large" onClick={() => setNaming(true)}>
            <Fingerprint aria-hidden />
            {t("passkey")}
          </Button>
        </>
      )}
      <div className="flex justify-end">
        <StartAgain />
      </div>
      {naming && (
        <PasskeyDialog
          passkey={null}
          proven={proven}
          onCodes={done}
          onClose={() => setNaming(false)}
        />
      )}
    </div>
  );
}
