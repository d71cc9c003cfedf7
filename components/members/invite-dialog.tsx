"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useId, useState } from "react";
import { ApiProblem } from "#components/api-client.ts";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Choice } from "#components/ui/choice.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Field, TextInput } from "#components/ui/field.tsx";
import { formText } from "#components/ui/form-text.ts";
import type { Role } from "#lib/auth/index.ts";
import { useInvite } from "./api.ts";
import { LinkDialog } from "./link-dialog.tsx";
import { RoleChoice } from "./role-choice.tsx";

const DAYS = ["1", "3", "7"] as const;

/** Who is invited, as what, for how long; then the link, once. */
export function InviteDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations("members.invite");
  const common = useTranslations("common");
  const form = useId();
  const invite = useInvite();
  const [role, setRole] = useState<Role>("operator");
  const [days, setDays] = useState<(typeof DAYS)[number]>("3");
  if (invite.data)
    return (
      <LinkDialog title={t("made")} link={invite.data} onClose={onClose} />
    );
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const email = formText(new FormData(event.currentTarget), "email");
    invite.mutate({ email, role, days: Number(days) });
  };
  const fields = invite.error instanceof ApiProblem ? invite.error.fields : {};
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t("title")}
      description={t("description")}
      closeLabel={common("close")}
      footer={
        <>
          <Button onClick={onClose}>{common("cancel")}</Button>
          <Button
            type="submit"
            form={form}
            variant="primary"
            pending={invite.isPending}
          >
            {t("make")}
          </Button>
        </>
      }
    >
      <form
        id={form}
        className="grid gap-4"
        onSubmit={submit}
        autoComplete="off"
        noValidate
      >
        {invite.error && (
          <Callout tone="danger" role="alert">
            {invite.error.message || common("unreachable")}
          </Callout>
        )}
        <Field label={t("email")} hint={t("emailHint")} error={fields["email"]}>
          {(wiring) => (
            <TextInput {...wiring} name="email" type="email" autoFocus />
          )}
        </Field>
        <RoleChoice value={role} onChange={setRole} />
        <div className="grid justify-items-start gap-1">
          <span className="font-medium">{t("days")}</span>
          <Choice
            label={t("days")}
            value={days}
            options={DAYS.map((value) => ({
              value,
              label: t("dayCount", { count: Number(value) }),
            }))}
            onChange={setDays}
          />
        </div>
      </form>
    </Dialog>
  );
}
