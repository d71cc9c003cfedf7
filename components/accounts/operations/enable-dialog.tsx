"use client";

import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { ErrorCallout } from "#components/ui/error-callout.tsx";
import type { AccountSummary } from "#lib/accounts/index.ts";
import { useEnable } from "./api.ts";
import { CheckList } from "./check-list.tsx";
import type { OperationContext } from "./operation-context.ts";

type EnableDialogProps = {
  account: AccountSummary;
  may: OperationContext["may"];
  setNames: Record<number, string>;
  onRemedy: (dialog: "openid" | "update") => void;
  onClose: () => void;
};

/** What prevents the account from being enabled, and how to fix it. */
export function EnableDialog({
  account,
  may,
  setNames,
  onRemedy,
  onClose,
}: EnableDialogProps) {
  const t = useTranslations("operations.enable");
  const common = useTranslations("common");
  const enable = useEnable(account.appid);
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t("title", { name: account.name })}
      description={t("description")}
      footer={
        <>
          <Button onClick={onClose}>{common("cancel")}</Button>
          <Button
            variant="primary"
            disabled={!account.readiness.ready}
            pending={enable.isPending}
            onClick={() => enable.mutate(undefined, { onSuccess: onClose })}
          >
            {t("action")}
          </Button>
        </>
      }
    >
      <div className="grid gap-4">
        <ErrorCallout error={enable.error} />
        <CheckList
          account={account}
          may={may}
          setNames={setNames}
          onRemedy={onRemedy}
        />
      </div>
    </Dialog>
  );
}
