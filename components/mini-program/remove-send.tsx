"use client";

import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { useSaveConfig } from "./api.ts";

/** Asks before the sending configuration is taken away. */
export function RemoveSend({
  appid,
  onClose,
}: {
  appid: string;
  onClose: () => void;
}) {
  const t = useTranslations("miniProgram.send");
  const common = useTranslations("common");
  const save = useSaveConfig(appid);
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t("removeTitle")}
      closeLabel={common("close")}
      footer={
        <>
          <Button onClick={onClose}>{common("cancel")}</Button>
          <Button
            variant="danger"
            pending={save.isPending}
            onClick={() =>
              save.mutate(
                { change: { send: null }, tested: false },
                { onSuccess: onClose },
              )
            }
          >
            {t("remove")}
          </Button>
        </>
      }
    >
      <p>{t("removeBody")}</p>
      {save.error && (
        <Callout tone="danger" role="alert" className="mt-3">
          {save.error.message || common("unreachable")}
        </Callout>
      )}
    </Dialog>
  );
}
