"use client";

import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { ErrorCallout } from "#components/ui/error-callout.tsx";
import type { RetentionKind } from "#lib/retention/index.ts";

/** Says what is lost where something is kept shorter. */
export function ConfirmDialog({
  shorter,
  saving,
  onYes,
  onClose,
}: {
  shorter: { kind: RetentionKind; from: number; to: number }[];
  saving: { isPending: boolean; error: Error | null };
  onYes: () => void;
  onClose: () => void;
}) {
  const t = useTranslations("retention");
  const common = useTranslations("common");
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t("shorter")}
      closeLabel={common("close")}
      footer={
        <>
          <Button onClick={onClose}>{common("cancel")}</Button>
          <Button variant="danger" pending={saving.isPending} onClick={onYes}>
            {t("confirm")}
          </Button>
        </>
      }
    >
      <div className="grid gap-4">
        <Callout tone="danger" title={t("shorterBody")}>
          <ul className="list-disc pl-5">
            {shorter.map(({ kind, from, to }) => (
              <li key={kind}>
                {t("shorterItem", {
                  title: t(`kinds.${kind}.title`),
                  from,
                  to,
                })}
              </li>
            ))}
          </ul>
        </Callout>
        <ErrorCallout error={saving.error} />
      </div>
    </Dialog>
  );
}
