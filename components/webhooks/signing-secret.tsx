"use client";

import { useTranslations } from "next-intl";
import { SecretDialog } from "#components/ui/secret-dialog.tsx";

/** A new signing secret, shown this once. */
export function SigningSecret({
  secret,
  onClose,
}: {
  secret: string;
  onClose: () => void;
}) {
  const t = useTranslations("webhooks.secret");
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
