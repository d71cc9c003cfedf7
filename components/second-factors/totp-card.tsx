"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useErrorText } from "#components/sign-in/use-error-text.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { ErrorText } from "#components/ui/error-text.tsx";
import { Time } from "#components/ui/time.tsx";
import type { ProfileFactors } from "#lib/identity/second-factors/index.ts";
import { type Proven, useBeginTotp } from "./api.ts";
import { RemoveTotp, TotpSetup } from "./lazy.ts";

/** The authenticator app: set up, move to another phone, remove. */
export function TotpCard({
  factors,
  proven,
  onCodes,
}: {
  factors: ProfileFactors;
  proven: Proven;
  onCodes: (codes: string[] | null) => void;
}) {
  const t = useTranslations("secondFactors.totp");
  const begin = useBeginTotp(proven);
  const [removing, setRemoving] = useState(false);
  const errorText = useErrorText(begin.error);
  const on = factors.totpSince !== null;
  const mayRemove = !factors.required || factors.passkeys.length > 0;
  return (
    <Card
      title={t("title")}
      description={t("description")}
      actions={
        <Badge tone={on ? "success" : "neutral"}>{t(on ? "on" : "off")}</Badge>
      }
    >
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        {factors.totpSince && (
          <p className="text-soft">
            {t("since")} <Time at={factors.totpSince} />
          </p>
        )}
        <Button
          variant={on ? "secondary" : "primary"}
          pending={begin.isPending}
          onClick={() => begin.mutate()}
        >
          {t(on ? "replace" : "setUp")}
        </Button>
        {on && mayRemove && (
          <Button variant="danger" onClick={() => setRemoving(true)}>
            {t("remove")}
          </Button>
        )}
        {on && !mayRemove && (
          <p className="text-small text-soft">{t("mustStay")}</p>
        )}
        <ErrorText error={errorText} />
      </div>
      {begin.data && (
        <Dialog open onOpenChange={begin.reset} title={t("setUpTitle")}>
          <TotpSetup
            begun={begin.data}
            proven={proven}
            onDone={(codes) => {
              begin.reset();
              onCodes(codes);
            }}
          />
        </Dialog>
      )}
      {removing && (
        <RemoveTotp proven={proven} onClose={() => setRemoving(false)} />
      )}
    </Card>
  );
}
