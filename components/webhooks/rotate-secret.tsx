"use client";

import { useTranslations } from "next-intl";
import { AskDialog } from "#components/ui/ask-dialog.tsx";
import { useRotateSecret } from "./api.ts";
import { SigningSecret } from "./signing-secret.tsx";

/** Asks, then shows the new secret once. */
export function RotateSecret({
  id,
  onClose,
}: {
  id: string;
  onClose: () => void;
}) {
  const t = useTranslations("webhooks");
  const rotate = useRotateSecret(id);
  if (rotate.data)
    return <SigningSecret secret={rotate.data.secret} onClose={onClose} />;
  return (
    <AskDialog
      title={t("rotateTitle")}
      body={t("rotateBody")}
      action={t("rotate")}
      asking={rotate}
      onYes={() => rotate.mutate(undefined)}
      onClose={onClose}
    />
  );
}
