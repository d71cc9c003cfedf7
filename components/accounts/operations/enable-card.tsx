"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { ConnectDialog } from "#components/authorization/lazy.ts";
import type { AccountSummary } from "#lib/accounts/index.ts";
import { CheckList } from "./check-list.tsx";
import type { OperationContext } from "./operation-context.ts";
import { OpenidDialog } from "./lazy.ts";

/** The readiness checks on the account's page; each failed one opens the dialog that fixes it. */
export function EnableCard({
  account,
  context: { may, notes },
}: {
  account: AccountSummary;
  context: OperationContext;
}) {
  const t = useTranslations("accounts");
  const [open, setOpen] = useState<"openid" | "update" | null>(null);
  const close = () => setOpen(null);
  const offered = account.status === "disabled" && account.readiness.ready;
  return (
    <div className="grid gap-3">
      {offered && (
        <p className="font-medium text-success">
          {account.statusReason === null ? t("ready") : t("offered")}
        </p>
      )}
      <CheckList
        account={account}
        may={may}
        setNames={notes.setNames}
        onRemedy={setOpen}
      />
      {open === "openid" && <OpenidDialog account={account} onClose={close} />}
      {open === "update" && (
        <ConnectDialog notes={notes} account={account} onClose={close} />
      )}
    </div>
  );
}
