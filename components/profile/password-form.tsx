"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useRef } from "react";
import { ApiProblem } from "#components/api-client.ts";
import {
  NewPasswordField,
  PasswordField,
} from "#components/sign-in/person-fields.tsx";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { ErrorCallout } from "#components/ui/error-callout.tsx";
import { formPassword } from "#components/ui/form-text.ts";
import { useChangePassword } from "./api.ts";

/** Changes the current user's password. */
export function PasswordForm({ hasPassword }: { hasPassword: boolean }) {
  const t = useTranslations("profile.password");
  const change = useChangePassword();
  const form = useRef<HTMLFormElement>(null);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    change.mutate(
      {
        ...(hasPassword
          ? { currentPassword: formPassword(data, "current") }
          : {}),
        newPassword: formPassword(data, "new"),
      },
      { onSuccess: () => form.current?.reset() },
    );
  };
  const fields = change.error instanceof ApiProblem ? change.error.fields : {};
  return (
    <form
      ref={form}
      method="post"
      className="grid max-w-md gap-4"
      onSubmit={submit}
    >
      <ErrorCallout error={change.error} />
      {change.isSuccess && (
        <Callout tone="success" role="status">
          {t("changed")}
        </Callout>
      )}
      {hasPassword && <PasswordField label={t("current")} name="current" />}
      <NewPasswordField
        label={t("new")}
        name="new"
        error={fields["newPassword"]}
      />
      <div>
        <Button type="submit" variant="primary" pending={change.isPending}>
          {t("action")}
        </Button>
      </div>
    </form>
  );
}
