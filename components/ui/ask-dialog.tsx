"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Button } from "#components/ui/button.tsx";
import { ErrorCallout } from "./error-callout.tsx";
import { Dialog } from "#components/ui/dialog.tsx";

/** A question before something that is felt elsewhere. */
export function AskDialog({
  title,
  body,
  action,
  asking,
  onYes,
  onClose,
}: {
  title: string;
  body: ReactNode;
  action: string;
  asking: { isPending: boolean; error: Error | null };
  onYes: () => void;
  onClose: () => void;
}) {
  const common = useTranslations("common");
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={title}
      closeLabel={common("close")}
      footer={
        <>
          <Button onClick={onClose}>{common("cancel")}</Button>
          <Button variant="danger" pending={asking.isPending} onClick={onYes}>
            {action}
          </Button>
        </>
      }
    >
      <div className="break-words">{body}</div>
      <ErrorCallout error={asking.error} className="mt-3" />
    </Dialog>
  );
}
