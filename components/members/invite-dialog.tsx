"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { ApiProblem } from "#components/api-client.ts";
import { Choice } from "#components/ui/choice.tsx";
import { ErrorCallout } from "#components/ui/error-callout.tsx";
import { TextField } from "#components/ui/field.tsx";
import { FormDialog } from "#components/ui/form-dialog.tsx";
import { formText } from "#components/ui/form-text.ts";
import type { Role } from "#lib/access/index.ts";
import { useInvite } from "./api.ts";
import { LinkDialog } from "./link-dialog.tsx";
import { RoleChoice } from "./role-choice.tsx";
import { invitationDays } from "#lib/identity/members/kinds.ts";

type Days = `${(typeof invitationDays)[number]}`;

/** The form of an invitation, then its link, shown once. */
export function InviteDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations("members.invite");
  const invite = useInvite();
  const [role, setRole] = useState<Role>("operator");
  const [days, setDays] = useState<Days>("3");
  if (invite.data)
    return (
      <LinkDialog title={t("made")} link={invite.data} onClose={onClose} />
    );
  const submit = (data: FormData) => {
    const email = formText(data, "email");
    invite.mutate({
      email,
      role,
      days: invitationDays.find((one) => `${one}` === days),
    });
  };
  const fields = invite.error instanceof ApiProblem ? invite.error.fields : {};
  return (
    <FormDialog
      title={t("title")}
      description={t("description")}
      action={t("make")}
      pending={invite.isPending}
      onSubmit={submit}
      onClose={onClose}
    >
      <ErrorCallout error={invite.error} />
      <TextField
        label={t("email")}
        hint={t("emailHint")}
        error={fields["email"]}
        name="email"
        type="email"
        autoFocus
      />
      <RoleChoice value={role} onChange={setRole} />
      <div className="grid justify-items-start gap-1">
        <span className="font-medium">{t("days")}</span>
        <Choice
          label={t("days")}
          value={days}
          options={invitationDays.map((count) => ({
            value: `${count}` as const,
            label: t("dayCount", { count }),
          }))}
          onChange={setDays}
        />
      </div>
    </FormDialog>
  );
}
