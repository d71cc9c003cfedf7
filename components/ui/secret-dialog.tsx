"use client";

import { useTranslations } from "next-intl";
import { Button } from "./button.tsx";
import { Callout } from "./callout.tsx";
import { CopyButton } from "./copy-button.tsx";
import { Dialog } from "./dialog.tsx";

/** Something new that is secret, shown this once. */
export function SecretDialog({
  title,
  warning,
  secret,
  hint,
  done,
  onClose,
}: {
  title: string;
  /** That it is not shown again. */
  warning: string;
  secret: string;
  /** How it is used. */
  hint: string;
  /** What the button says when it has been copied. */
  done: string;
  onClose: () => void;
}) {
  const t = useTranslations("common");
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={title}
      closeLabel={t("close")}
      footer={
        <Button variant="primary" onClick={onClose}>
          {done}
        </Button>
      }
    >
      <div className="grid gap-3">
        <Callout tone="warning">{warning}</Callout>
        <code className="rounded bg-sunken px-3 py-2 text-small break-all">
          {secret}
        </code>
        <div>
          <CopyButton
            text={secret}
            label={t("copy")}
            copiedLabel={t("copied")}
          />
        </div>
        <p className="text-small text-soft">{hint}</p>
      </div>
    </Dialog>
  );
}
