"use client";

import { useTranslations } from "next-intl";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import type { LinkView } from "#lib/authorization/index.ts";
import { useRevokeLink } from "./api.ts";

/** Asks before a link stops working. */
export function RevokeLinkDialog({
  link,
  onClose,
}: {
  link: LinkView;
  onClose: () => void;
}) {
  const t = useTranslations("authorization.links");
  const revoke = useRevokeLink();
  return (
    <ConfirmDialog
      title={t("revokeTitle")}
      body={t("revokeBody", { label: link.label ?? t("unlabelled") })}
      action={t("revoke")}
      pending={revoke.isPending}
      error={revoke.error}
      onConfirm={() => revoke.mutate(link.token, { onSuccess: onClose })}
      onClose={onClose}
    />
  );
}
