"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { ErrorCallout } from "#components/ui/error-callout.tsx";
import { FormDialog } from "#components/ui/form-dialog.tsx";
import type { Member } from "#lib/identity/members/index.ts";
import { useChangeMember } from "./api.ts";
import { RoleChoice } from "./role-choice.tsx";

/** Gives a member another role. */
export function RoleDialog({
  member,
  onClose,
}: {
  member: Member;
  onClose: () => void;
}) {
  const t = useTranslations("members.changes.role");
  const [role, setRole] = useState(member.role);
  const change = useChangeMember(member.id);
  return (
    <FormDialog
      title={t("title", { name: member.name })}
      description={t("body")}
      action={t("save")}
      pending={change.isPending}
      onSubmit={() => change.mutate({ role }, { onSuccess: onClose })}
      onClose={onClose}
    >
      <ErrorCallout error={change.error} />
      <RoleChoice value={role} onChange={setRole} />
    </FormDialog>
  );
}
