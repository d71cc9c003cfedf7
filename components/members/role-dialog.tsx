"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import type { Member } from "#lib/members/index.ts";
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
  const common = useTranslations("common");
  const [role, setRole] = useState(member.role);
  const change = useChangeMember(member.id);
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t("title", { name: member.name })}
      description={t("body")}
      closeLabel={common("close")}
      footer={
        <>
          <Button onClick={onClose}>{common("cancel")}</Button>
          <Button
            variant="primary"
            pending={change.isPending}
            onClick={() => change.mutate({ role }, { onSuccess: onClose })}
          >
            {t("save")}
          </Button>
        </>
      }
    >
      <div className="grid gap-4">
        {change.error && (
          <Callout tone="danger" role="alert">
            {change.error.message || common("unreachable")}
          </Callout>
        )}
        <RoleChoice value={role} onChange={setRole} />
      </div>
    </Dialog>
  );
}
