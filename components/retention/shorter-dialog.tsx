"use client";

import { useTranslations } from "next-intl";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { Callout } from "#components/ui/callout.tsx";
import type { RetentionKind } from "#lib/maintenance/retention/index.ts";

/** Lists what a shorter retention deletes and asks for confirmation. */
export function ShorterDialog({
  shorter,
  saving,
  onConfirm,
  onClose,
}: {
  shorter: { kind: RetentionKind; from: number; to: number }[];
  saving: { isPending: boolean; error: Error | null };
  onConfirm: () => void;
  onClose: () => void;
}) {
  const t = useTranslations("retention");
  return (
    <ConfirmDialog
      title={t("shorter")}
      body={
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
      }
      action={t("confirm")}
      pending={saving.isPending}
      error={saving.error}
      onConfirm={onConfirm}
      onClose={onClose}
    />
  );
}
