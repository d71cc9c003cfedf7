"use client";

import { QRCodeSVG } from "qrcode.react";
import { useTranslations } from "next-intl";
import type { FormEvent } from "react";
import { useErrorText } from "#components/sign-in/use-error-text.ts";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { TextField } from "#components/ui/field.tsx";
import { formText } from "#components/ui/form-text.ts";
import { type Proven, useConfirmTotp } from "./api.ts";
import type { NewTotp } from "#lib/identity/second-factors/index.ts";

const GROUP = /.{4}/g;

/** The user scans or types the secret, then confirms with one code. */
export function TotpSetup({
  begun,
  proven,
  onDone,
}: {
  begun: NewTotp;
  proven: Proven;
  /** Receives the recovery codes that come with a first factor. */
  onDone: (recoveryCodes: string[] | null) => void;
}) {
  const t = useTranslations("secondFactors.totp");
  const confirm = useConfirmTotp(proven);
  const errorText = useErrorText(confirm.error);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    confirm.mutate(formText(new FormData(event.currentTarget), "code"), {
      onSuccess: ({ recoveryCodes }) => onDone(recoveryCodes),
    });
  };
  return (
    <form className="grid gap-4" onSubmit={submit}>
      <p>{t("scan")}</p>
      <div className="justify-self-center rounded-lg border border-line bg-white p-3">
        <QRCodeSVG
          value={begun.uri}
          size={184}
          marginSize={1}
          role="img"
          aria-label={t("qrAlt")}
        />
      </div>
      <div className="grid gap-2">
        <p className="text-small text-soft">{t("orType")}</p>
        <div className="flex flex-wrap items-center gap-2">
          <code className="rounded bg-sunken px-3 py-2 text-small break-all">
            {begun.secret.match(GROUP)?.join(" ")}
          </code>
          <CopyButton text={begun.secret} />
        </div>
      </div>
      {errorText && (
        <Callout tone="danger" role="alert">
          {errorText}
        </Callout>
      )}
      <TextField
        label={t("code")}
        hint={t("codeHint")}
        name="code"
        required
        inputMode="numeric"
        autoComplete="one-time-code"
        spellCheck={false}
        maxLength={20}
      />
      <Button type="submit" variant="primary" pending={confirm.isPending}>
        {t("confirm")}
      </Button>
    </form>
  );
}
