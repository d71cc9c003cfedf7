"use client";

import { useTranslations } from "next-intl";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { SecretDialog } from "#components/ui/secret-dialog.tsx";
import { useRotateSecret } from "./api.ts";

/** Asks, then shows the new secret once. */
export function RotateSecret({
  id,
  onClose,
}: {
  id: string;
  onClose: () => void;
}) {
  const t = useTranslations("webhooks");
  const words = useTranslations("webhooks.secret");
  const rotate = useRotateSecret(id);
  if (rotate.data)
    return (
      <SecretDialog
        words={words}
        secret={rotate.data.secret}
        onClose={onClose}
      />
    );
  return (
    <ConfirmDialog
      title={t("rotateTitle")}
      body={t("rotateBody")}
      action={t("rotate")}
      pending={rotate.isPending}
      error={rotate.error}
      onConfirm={() => rotate.mutate(undefined)}
      onClose={onClose}
    />
  );
}
