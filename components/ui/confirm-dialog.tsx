"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Button } from "./button.tsx";
import { Dialog } from "./dialog.tsx";
import { ErrorCallout } from "./error-callout.tsx";

/** Asks for confirmation of an action that affects others or cannot be undone. */
export function ConfirmDialog({
  title,
  body,
  action,
  disabled = false,
  pending = false,
  error = null,
  onConfirm,
  onClose,
}: {
  title: string;
  body: ReactNode;
  action: string;
  /** The body says why it cannot be done. */
  disabled?: boolean;
  pending?: boolean;
  error?: Error | null;
  onConfirm: () => void;
  onClose: () => void;
}) {
  const t = useTranslations("common");
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={title}
      footer={
        <>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button
            variant="danger"
            disabled={disabled}
            pending={pending}
            onClick={onConfirm}
          >
            {action}
          </Button>
        </>
      }
    >
      <div className="break-words">{body}</div>
      <ErrorCallout error={error} className="mt-3" />
    </Dialog>
  );
}
