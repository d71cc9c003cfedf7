"use client";

import { useTranslations } from "next-intl";
import { AskDialog } from "#components/ui/ask-dialog.tsx";
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
    <AskDialog
      title={t("removeTitle")}
      body={t("removeBody")}
      action={t("remove")}
      asking={save}
      onYes={() =>
        save.mutate(
          { change: { send: null }, tested: false },
          { onSuccess: onClose },
        )
      }
      onClose={onClose}
    />
  );
}
