"use client";

import { RefreshCw } from "lucide-react";
import { useTranslations } from "next-intl";
import { ConnectButton } from "#components/connect/connect-button.tsx";
import type { ConnectNotes } from "#components/connect/notes.tsx";
import { Button } from "#components/ui/button.tsx";
import type { AccountStatus } from "#lib/accounts/index.ts";
import { useRefreshAccount } from "./api.ts";

type DetailActionsProps = {
  account: { appid: string; name: string; status: AccountStatus };
  notes: ConnectNotes;
  mayConnect: boolean;
  mayRefresh: boolean;
};

export function DetailActions({
  account,
  notes,
  mayConnect,
  mayRefresh,
}: DetailActionsProps) {
  const t = useTranslations("accounts.detail");
  const refresh = useRefreshAccount(account.appid);
  const gone = account.status === "deauthorized";
  return (
    <div className="grid gap-1 sm:justify-items-end">
      <div className="flex flex-wrap gap-2">
        {mayRefresh && !gone && (
          <Button pending={refresh.isPending} onClick={() => refresh.mutate()}>
            {!refresh.isPending && <RefreshCw aria-hidden />}
            {t("refresh")}
          </Button>
        )}
        {mayConnect && (
          <ConnectButton
            notes={notes}
            account={account}
            label={gone ? "reauthorize" : "update"}
          />
        )}
      </div>
      <p
        role="status"
        className={
          refresh.error ? "text-[13px] text-danger" : "text-[13px] text-soft"
        }
      >
        {refresh.isSuccess && t("refreshed")}
        {refresh.error?.message}
      </p>
    </div>
  );
}
