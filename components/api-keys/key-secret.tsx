"use client";

import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";

/** A new key, shown this once. */
export function KeySecret({
  secret,
  onClose,
}: {
  secret: string;
  onClose: () => void;
}) {
  const t = useTranslations("apiKeys.secret");
  const common = useTranslations("common");
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t("title")}
      closeLabel={common("close")}
      footer={
        <Button variant="primary" onClick={onClose}>
          {t("done")}
        </Button>
      }
    >
      <div className="grid gap-3">
        <Callout tone="warning">{t("once")}</Callout>
        <code className="rounded bg-sunken px-3 py-2 text-[13px] break-all">
          {secret}
        </code>
        <div>
          <CopyButton
            text={secret}
            label={common("copy")}
            copiedLabel={common("copied")}
          />
        </div>
        <p className="text-[13px] text-soft">{t("how")}</p>
      </div>
    </Dialog>
  );
}
