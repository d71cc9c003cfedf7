"use client";

import { useTranslations } from "next-intl";
import { Dialog } from "#components/ui/dialog.tsx";
import { RecoveryCodeList } from "./lazy.ts";

/** New recovery codes over the page. */
export function RecoveryCodeDialog({
  codes,
  onClose,
}: {
  codes: string[];
  onClose: () => void;
}) {
  const t = useTranslations("secondFactors.recovery");
  const common = useTranslations("common");
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t("title")}
      closeLabel={common("close")}
    >
      <RecoveryCodeList codes={codes} done={t("kept")} onDone={onClose} />
    </Dialog>
  );
}
