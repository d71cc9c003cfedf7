"use client";

import { RefreshCw } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { ConnectButton } from "#components/authorization/connect-button.tsx";
import type { ConnectNotes } from "#components/authorization/notes.tsx";
import { Button } from "#components/ui/button.tsx";
import { useSyncAccounts } from "./api.ts";

type ListActionsProps = {
  notes: ConnectNotes;
  mayConnect: boolean;
  maySync: boolean;
};

export function ListActions({ notes, mayConnect, maySync }: ListActionsProps) {
  const t = useTranslations("accounts");
  const router = useRouter();
  const sync = useSyncAccounts();
  const refresh = () => {
    if (maySync) sync.mutate();
    else router.refresh();
  };
  return (
    <div className="grid justify-items-end gap-1">
      <div className="flex flex-wrap gap-2">
        <Button pending={sync.isPending} onClick={refresh}>
          {!sync.isPending && <RefreshCw aria-hidden />}
          {t("refreshList")}
        </Button>
        {mayConnect && <ConnectButton notes={notes} />}
      </div>
      <p
        role="status"
        className={
          sync.error ? "text-small text-danger" : "text-small text-soft"
        }
      >
        {sync.isSuccess && t("synced", { ...sync.data })}
        {sync.error && (sync.error.message || t("syncFailed"))}
      </p>
    </div>
  );
}
