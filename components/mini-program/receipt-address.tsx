"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Field, TextInput } from "#components/ui/field.tsx";
import { Time } from "#components/ui/time.tsx";
import type { ReceiptConfig } from "#lib/mini-programs/index.ts";
import { useRenewAddress } from "./api.ts";

/** 回执地址, to copy into WeChat's page or another system, and to be changed when it got known. */
export function ReceiptAddress({
  appid,
  receipt,
}: {
  appid: string;
  receipt: ReceiptConfig;
}) {
  const t = useTranslations("miniProgram.receipt");
  const common = useTranslations("common");
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
            className="font-mono text-[13px]"
            onFocus={(event) => event.currentTarget.select()}
          />
        )}
      </Field>
      <div className="flex flex-wrap gap-2">
        <CopyButton
          text={url}
          label={common("copy")}
          copiedLabel={common("copied")}
        />
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
  const t = useTranslations("miniProgram.receipt");
  const common = useTranslations("common");
  const renew = useRenewAddress(appid);
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t("renewTitle")}
      closeLabel={common("close")}
      footer={
        <>
          <Button onClick={onClose}>{common("cancel")}</Button>
          <Button
            variant="danger"
            pending={renew.isPending}
            onClick={() => renew.mutate(undefined, { onSuccess: onClose })}
          >
            {t("renew")}
          </Button>
        </>
      }
    >
      <p>{t("renewBody")}</p>
      {renew.error && (
        <Callout tone="danger" role="alert" className="mt-3">
          {renew.error.message || common("unreachable")}
        </Callout>
      )}
    </Dialog>
  );
}
