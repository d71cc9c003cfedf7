"use client";

import { useTranslations } from "next-intl";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
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
  const disable = useDisable(account.appid);
  return (
    <ConfirmDialog
      title={t("title", { name: account.name })}
      body={
        <div className="grid gap-3">
          <p>{t("body")}</p>
          <WorkingScenes scenes={account.scenes} />
        </div>
      }
      action={t("action")}
      pending={disable.isPending}
      error={disable.error}
      onConfirm={() => disable.mutate(undefined, { onSuccess: onClose })}
      onClose={onClose}
    />
  );
}
