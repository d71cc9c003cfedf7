"use client";

import { Gauge, IdCard, Power, QrCode, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ConnectDialog } from "#components/authorization/lazy.ts";
import { Button } from "#components/ui/button.tsx";
import { ErrorText } from "#components/ui/error-text.tsx";
import type { AccountSummary } from "#lib/accounts/index.ts";
import { useEnable } from "./api.ts";
import type { OperationContext } from "./operation-context.ts";
import {
  DeleteDialog,
  DisableDialog,
  EnableDialog,
  OpenidDialog,
  QuotaDialog,
} from "./lazy.ts";

/** The dialogs of one account, of which one at most is open. */
export type OpenDialog =
  "enable" | "disable" | "openid" | "update" | "quota" | "delete" | null;

type OperationsProps = {
  account: AccountSummary;
  context: OperationContext;
  size?: "small" | "medium";
};

/** The operations that apply to one account, as buttons with their dialogs. */
export function Operations({
  account,
  context,
  size = "medium",
}: OperationsProps) {
  const [open, setOpen] = useState<OpenDialog>(null);
  const enable = useEnable(account.appid);
  return (
    <div className="grid gap-1">
      <OperationButtons
        account={account}
        may={context.may}
        size={size}
        enabling={enable.isPending}
        onEnable={() => enable.mutate()}
        onOpen={setOpen}
      />
      <ErrorText error={enable.error} />
      <OperationDialog
        account={account}
        context={context}
        open={open}
        onOpen={setOpen}
      />
    </div>
  );
}

function OperationButtons({
  account,
  may,
  size,
  enabling,
  onEnable,
  onOpen,
}: {
  account: AccountSummary;
  may: OperationContext["may"];
  size: "small" | "medium";
  enabling: boolean;
  onEnable: () => void;
  onOpen: (dialog: OpenDialog) => void;
}) {
  const t = useTranslations("operations");
  const connect = useTranslations("authorization.buttons");
  const gone = account.status === "deauthorized";
  const enabled = account.status === "enabled";
  const { ready } = account.readiness;
  return (
    <div className="flex flex-wrap gap-1.5">
      {may.enable && !gone && (
        <Button
          size={size}
          variant={!enabled && ready ? "primary" : "secondary"}
          pending={enabling}
          onClick={() =>
            enabled ? onOpen("disable") : ready ? onEnable() : onOpen("enable")
          }
        >
          {!enabling && <Power aria-hidden />}
          {enabled ? t("disable.action") : t("enable.action")}
        </Button>
      )}
      {may.configure && !gone && (
        <Button size={size} onClick={() => onOpen("openid")}>
          <IdCard aria-hidden />
          {t("openid.action")}
        </Button>
      )}
      {may.connect && (
        <Button
          size={size}
          variant={gone ? "primary" : "secondary"}
          onClick={() => onOpen("update")}
        >
          <QrCode aria-hidden />
          {connect(gone ? "reauthorize" : "update")}
        </Button>
      )}
      {may.resetQuota && !gone && account.type === "official_account" && (
        <Button size={size} onClick={() => onOpen("quota")}>
          <Gauge aria-hidden />
          {t("quota.action")}
        </Button>
      )}
      {may.configure && (
        <Button
          size={size}
          variant={size === "small" ? "ghost" : "danger"}
          className="text-danger"
          onClick={() => onOpen("delete")}
        >
          <Trash2 aria-hidden />
          {t("delete.action")}
        </Button>
      )}
    </div>
  );
}

function OperationDialog({
  account,
  context: { may, notes },
  open,
  onOpen,
}: {
  account: AccountSummary;
  context: OperationContext;
  open: OpenDialog;
  onOpen: (dialog: OpenDialog) => void;
}) {
  const dialog = { account, onClose: () => onOpen(null) };
  return (
    <>
      {open === "enable" && (
        <EnableDialog
          {...dialog}
          may={may}
          setNames={notes.setNames}
          onRemedy={onOpen}
        />
      )}
      {open === "disable" && <DisableDialog {...dialog} />}
      {open === "openid" && <OpenidDialog {...dialog} />}
      {open === "quota" && <QuotaDialog {...dialog} />}
      {open === "delete" && <DeleteDialog {...dialog} mayDelete={may.delete} />}
      {open === "update" && <ConnectDialog {...dialog} notes={notes} />}
    </>
  );
}
