"use client";

import { useTranslations } from "next-intl";
import { AskDialog } from "#components/ui/ask-dialog.tsx";
import { Callout } from "#components/ui/callout.tsx";
import type { RetentionKind } from "#lib/maintenance/retention/index.ts";

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
  return (
    <AskDialog
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
      asking={saving}
      onYes={onYes}
      onClose={onClose}
    />
  );
}
