"use client";

import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Time } from "#components/ui/time.tsx";
import type { LinkToPass } from "#lib/identity/members/index.ts";

/** A single-use link, shown once, with the text of the mail that contains it. */
export function LinkDialog({
  title,
  link,
  onClose,
}: {
  title: string;
  link: LinkToPass;
  onClose: () => void;
}) {
  const t = useTranslations("members.link");
  const { mail, mailed, url, expiresAt } = link;
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={title}
      footer={
        <Button variant="primary" onClick={onClose}>
          {t("done")}
        </Button>
      }
    >
      <div className="grid grid-cols-1 gap-4">
        {mailed === "sent" && (
          <Callout tone="success" role="status">
            {t("sent", { to: mail.to })}
          </Callout>
        )}
        {mailed === "failed" && (
          <Callout tone="danger" role="alert">
            {t("failed")}
          </Callout>
        )}
        <Callout tone="warning">{t("once")}</Callout>
        <div className="grid grid-cols-1 justify-items-start gap-2">
          <code className="max-w-full rounded bg-sunken px-3 py-2 text-small break-all">
            {url}
          </code>
          <CopyButton text={url} label={t("copy")} />
          <p className="text-small text-soft">
            {t("validUntil")} <Time at={expiresAt} />
          </p>
        </div>
        <section
          aria-label={t("mail")}
          className="grid grid-cols-1 justify-items-start gap-2"
        >
          <h3 className="font-medium">{t("mail")}</h3>
          <p className="w-full rounded bg-sunken px-3 py-2 text-small break-words whitespace-pre-wrap">
            {mail.text}
          </p>
          <CopyButton text={mail.text} label={t("copyMail")} />
        </section>
      </div>
    </Dialog>
  );
}
