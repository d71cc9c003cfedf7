"use client";

import { RefreshCw } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { useRefreshAccount } from "./api.ts";

/** Reads the account's data from WeChat again. */
export function RefreshButton({ appid }: { appid: string }) {
  const t = useTranslations("accounts.detail");
  const refresh = useRefreshAccount(appid);
  return (
    <div className="grid gap-1 sm:justify-items-end">
      <Button pending={refresh.isPending} onClick={() => refresh.mutate()}>
        {!refresh.isPending && <RefreshCw aria-hidden />}
        {t("refresh")}
      </Button>
      <p
        role="status"
        className={
          refresh.error ? "text-small text-danger" : "text-small text-soft"
        }
      >
        {refresh.isSuccess && t("refreshed")}
        {refresh.error?.message}
      </p>
    </div>
  );
}
