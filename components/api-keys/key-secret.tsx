"use client";

import { useTranslations } from "next-intl";
import { SecretDialog } from "#components/ui/secret-dialog.tsx";

/** A new key, shown this once. */
export function KeySecret({
  secret,
  onClose,
}: {
  secret: string;
  onClose: () => void;
}) {
  const t = useTranslations("apiKeys.secret");
  return (
    <SecretDialog
      title={t("title")}
      warning={t("once")}
      secret={secret}
      hint={t("how")}
      done={t("done")}
      onClose={onClose}
    />
  );
}
