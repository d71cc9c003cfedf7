"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { GuideSection } from "#components/guidance/guide-section.tsx";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { ErrorCallout } from "#components/ui/error-callout.tsx";
import { TextField } from "#components/ui/field.tsx";
import type { AccountSummary } from "#lib/accounts/index.ts";
import { useDeleteAccount, useDeletionPreview } from "./api.ts";
import { DeletionCountList } from "./deletion-counts.tsx";

/** What has to be done before an account can be deleted, then the deletion, confirmed by typing its name. */
export function DeleteDialog({
  account,
  mayDelete,
  onClose,
}: {
  account: AccountSummary;
  mayDelete: boolean;
  onClose: () => void;
}) {
  const t = useTranslations("operations.delete");
  const common = useTranslations("common");
  const router = useRouter();
  const gone = account.status === "deauthorized";
  const remove = useDeleteAccount(account.appid);
  const finish = () => {
    onClose();
    router.push("/accounts");
    router.refresh();
  };
  return (
    <Dialog
      open
      onOpenChange={remove.isSuccess ? finish : onClose}
      title={t("title", { name: account.name })}
      description={remove.isSuccess ? undefined : t("description")}
    >
      {remove.data ? (
        <div className="grid gap-4">
          <Callout tone="success" role="status" title={t("done")}>
            <DeletionCountList counts={remove.data.removed} />
          </Callout>
          <p className="text-soft">{t("doneBody")}</p>
          <Button
            variant="primary"
            className="justify-self-end"
            onClick={finish}
          >
            {t("backToList")}
          </Button>
        </div>
      ) : !gone ? (
        <div className="grid gap-4">
          <Callout tone="warning" title={t("stillAuthorized")}>
            {t("stillAuthorizedBody")}
          </Callout>
          <GuideSection topic="deauthorize" type={account.type} />
          <div className="flex justify-end gap-2">
            <Button onClick={onClose}>{common("cancel")}</Button>
            <Button variant="danger" disabled>
              {t("action")}
            </Button>
          </div>
        </div>
      ) : mayDelete ? (
        <DeleteForm account={account} remove={remove} onCancel={onClose} />
      ) : (
        <Callout tone="info">{t("adminsOnly")}</Callout>
      )}
    </Dialog>
  );
}

function DeleteForm({
  account,
  remove,
  onCancel,
}: {
  account: AccountSummary;
  remove: ReturnType<typeof useDeleteAccount>;
  onCancel: () => void;
}) {
  const t = useTranslations("operations.delete");
  const common = useTranslations("common");
  const preview = useDeletionPreview(account.appid, true);
  const [name, setName] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    remove.mutate(name);
  };
  return (
    <form className="grid gap-4" onSubmit={submit}>
      <Callout tone="danger" title={t("forGood")}>
        {preview.data && <DeletionCountList counts={preview.data.counts} />}
        {preview.error && (preview.error.message || common("unreachable"))}
      </Callout>
      <TextField
        label={t("typeName", { name: account.name })}
        value={name}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => setName(event.target.value)}
      />
      <ErrorCallout error={remove.error} />
      <div className="flex justify-end gap-2">
        <Button onClick={onCancel}>{common("cancel")}</Button>
        <Button
          type="submit"
          variant="danger"
          disabled={name.trim() !== account.name.trim() || remove.isPending}
          pending={remove.isPending}
        >
          {t("action")}
        </Button>
      </div>
    </form>
  );
}
