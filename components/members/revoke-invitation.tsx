"use client";

import { useTranslations } from "next-intl";
import { AskDialog } from "#components/ui/ask-dialog.tsx";
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
    <AskDialog
      title={t("revokeTitle")}
      body={t("revokeBody", { email: invitation.email })}
      action={t("revoke")}
      asking={revoke}
      onYes={() => revoke.mutate(undefined, { onSuccess: onClose })}
      onClose={onClose}
    />
  );
}
