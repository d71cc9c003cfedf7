"use client";

import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { ErrorCallout } from "#components/ui/error-callout.tsx";
import type { AccountSummary } from "#lib/accounts/index.ts";
import { useDisable } from "./api.ts";
import { WorkingScenes } from "./working-scenes.tsx";

/** Asks before an account is disabled, and names what stops. */
export function DisableDialog({
  account,
  onClose,
}: {
  account: AccountSummary;
  onClose: () => void;
}) {
  const t = useTranslations("operations.disable");
  const common = useTranslations("common");
  const disable = useDisable(account.appid);
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t("title", { name: account.name })}
      closeLabel={common("close")}
      footer={
        <>
          <Button onClick={onClose}>{common("cancel")}</Button>
          <Button
            variant="danger"
            pending={disable.isPending}
            onClick={() => disable.mutate(undefined, { onSuccess: onClose })}
          >
            {t("action")}
          </Button>
        </>
      }
    >
      <div className="grid gap-3">
        <p>{t("body")}</p>
        <WorkingScenes scenes={account.scenes} />
        <ErrorCallout error={disable.error} />
      </div>
    </Dialog>
  );
}
