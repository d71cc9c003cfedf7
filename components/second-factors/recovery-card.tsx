"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useErrorText } from "#components/sign-in/use-error-text.ts";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { type Proven, useRenewCodes } from "./api.ts";

const FEW = 3;

/** How many recovery codes are left, and new ones. */
export function RecoveryCard({
  left,
  proven,
  onCodes,
}: {
  left: number;
  proven: Proven;
  onCodes: (codes: string[]) => void;
}) {
  const t = useTranslations("secondFactors.recovery");
  const renew = useRenewCodes(proven);
  const errorText = useErrorText(renew.error);
  const [confirming, setConfirming] = useState(false);
  return (
    <Card
      title={t("title")}
      description={t("description")}
      actions={
        <Badge tone={left > FEW ? "success" : "warning"}>
          {t("left", { count: left })}
        </Badge>
      }
    >
      <Button onClick={() => setConfirming(true)}>{t("renew")}</Button>
      {confirming && (
        <ConfirmDialog
          title={t("renewTitle")}
          body={t("renewBody")}
          action={t("renew")}
          pending={renew.isPending}
          error={errorText === null ? null : new Error(errorText)}
          onConfirm={() =>
            renew.mutate(undefined, {
              onSuccess: ({ recoveryCodes }) => {
                setConfirming(false);
                onCodes(recoveryCodes);
              },
            })
          }
          onClose={() => setConfirming(false)}
        />
      )}
    </Card>
  );
}
