"use client";

import { useTranslations } from "next-intl";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { useSaveConfig } from "./api.ts";

/** Asks before the sending configuration is taken away. */
export function RemoveSend({
  appid,
  onClose,
}: {
  appid: string;
  onClose: () => void;
}) {
  const t = useTranslations("miniPrograms.send");
  const save = useSaveConfig(appid);
  return (
    <ConfirmDialog
      title={t("removeTitle")}
      body={t("removeBody")}
      action={t("remove")}
      pending={save.isPending}
      error={save.error}
      onConfirm={() =>
        save.mutate(
          { change: { send: null }, tested: false },
          { onSuccess: onClose },
        )
      }
      onClose={onClose}
    />
  );
}
