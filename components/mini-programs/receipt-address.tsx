"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { Button } from "#components/ui/button.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { Field, TextInput } from "#components/ui/field.tsx";
import { Time } from "#components/ui/time.tsx";
import type { ReceiptConfig } from "#lib/mini-programs/index.ts";
import { useRenewAddress } from "./api.ts";

/** 回执地址: copied into WeChat's page or another system, and renewed if it has leaked. */
export function ReceiptAddress({
  appid,
  receipt,
}: {
  appid: string;
  receipt: ReceiptConfig;
}) {
  const t = useTranslations("miniPrograms.receipt");
  const [asking, setAsking] = useState(false);
  const url = receipt.url ?? "";
  return (
    <div className="grid gap-2">
      <Field
        label={t("address")}
        hint={
          receipt.previousUntil && (
            <>
              {t("previousUntil")} <Time at={receipt.previousUntil} />
            </>
          )
        }
      >
        {(wiring) => (
          <TextInput
            {...wiring}
            readOnly
            value={url}
            className="font-mono text-small"
            onFocus={(event) => event.currentTarget.select()}
          />
        )}
      </Field>
      <div className="flex flex-wrap gap-2">
        <CopyButton text={url} />
        <Button size="small" onClick={() => setAsking(true)}>
          {t("renew")}
        </Button>
      </div>
      {asking && <RenewDialog appid={appid} onClose={() => setAsking(false)} />}
    </div>
  );
}

function RenewDialog({
  appid,
  onClose,
}: {
  appid: string;
  onClose: () => void;
}) {
  const t = useTranslations("miniPrograms.receipt");
  const renew = useRenewAddress(appid);
  return (
    <ConfirmDialog
      title={t("renewTitle")}
      body={t("renewBody")}
      action={t("renew")}
      pending={renew.isPending}
      error={renew.error}
      onConfirm={() => renew.mutate(undefined, { onSuccess: onClose })}
      onClose={onClose}
    />
  );
}
