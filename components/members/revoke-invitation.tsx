"use client";

import { useTranslations } from "next-intl";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import type { Invitation } from "#lib/identity/members/index.ts";
import { useRevokeInvitation } from "./api.ts";

export function RevokeInvitation({
  invitation,
  onClose,
}: {
  invitation: Invitation;
  onClose: () => void;
}) {
  const t = useTranslations("members.invitations");
  const revoke = useRevokeInvitation(invitation.id);
  return (
    <ConfirmDialog
      title={t("revokeTitle")}
      body={t("revokeBody", { email: invitation.email })}
      action={t("revoke")}
      pending={revoke.isPending}
      error={revoke.error}
      onConfirm={() => revoke.mutate(undefined, { onSuccess: onClose })}
      onClose={onClose}
    />
  );
}
