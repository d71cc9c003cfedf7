"use client";

import { useTranslations } from "next-intl";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import type { Member } from "#lib/identity/members/index.ts";
import {
  useChangeMember,
  useEndSessions,
  useResetLink,
  useResetSecondFactor,
} from "./api.ts";
import { LinkDialog } from "./link-dialog.tsx";
import type { MemberChange } from "./member-changes.ts";
import { RoleDialog } from "./role-dialog.tsx";

type MemberDialogProps = { member: Member; onClose: () => void };

/** The dialog of a change. */
export function MemberDialog({
  change,
  ...props
}: MemberDialogProps & { change: MemberChange }) {
  switch (change) {
    case "role":
      return <RoleDialog {...props} />;
    case "disable":
    case "enable":
      return <AccessDialog change={change} {...props} />;
    case "endSessions":
      return <EndSessionsDialog {...props} />;
    case "resetLink":
      return <ResetLinkDialog {...props} />;
    case "resetSecondFactor":
      return <ResetSecondFactorDialog {...props} />;
  }
}

function AccessDialog({
  change,
  member,
  onClose,
}: MemberDialogProps & { change: "disable" | "enable" }) {
  const t = useTranslations("members.changes");
  const changing = useChangeMember(member.id);
  return (
    <ConfirmDialog
      title={t(`${change}.title`, { name: member.name })}
      body={t(`${change}.body`)}
      action={t(`${change}.action`)}
      pending={changing.isPending}
      error={changing.error}
      onConfirm={() =>
        changing.mutate(
          { disabled: change === "disable" },
          { onSuccess: onClose },
        )
      }
      onClose={onClose}
    />
  );
}

function EndSessionsDialog({ member, onClose }: MemberDialogProps) {
  const t = useTranslations("members.changes.endSessions");
  const ending = useEndSessions(member.id);
  return (
    <ConfirmDialog
      title={t("title", { name: member.name })}
      body={t("body", { count: member.sessions })}
      action={t("action")}
      pending={ending.isPending}
      error={ending.error}
      onConfirm={() => ending.mutate(undefined, { onSuccess: onClose })}
      onClose={onClose}
    />
  );
}

function ResetSecondFactorDialog({ member, onClose }: MemberDialogProps) {
  const t = useTranslations("members.changes.resetSecondFactor");
  const resetting = useResetSecondFactor(member.id);
  return (
    <ConfirmDialog
      title={t("title", { name: member.name })}
      body={t("body")}
      action={t("action")}
      pending={resetting.isPending}
      error={resetting.error}
      onConfirm={() => resetting.mutate(undefined, { onSuccess: onClose })}
      onClose={onClose}
    />
  );
}

function ResetLinkDialog({ member, onClose }: MemberDialogProps) {
  const t = useTranslations("members.changes.resetLink");
  const making = useResetLink(member.id);
  if (making.data)
    return (
      <LinkDialog title={t("made")} link={making.data} onClose={onClose} />
    );
  return (
    <ConfirmDialog
      title={t("title", { name: member.name })}
      body={t("body")}
      action={t("action")}
      pending={making.isPending}
      error={making.error}
      onConfirm={() => making.mutate()}
      onClose={onClose}
    />
  );
}
