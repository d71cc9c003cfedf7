"use client";

import { useTranslations } from "next-intl";
import { LinkForm } from "./link-form.tsx";
import { NewPasswordField } from "./person-fields.tsx";
import { call } from "#components/api-client.ts";

/** Lets a member choose a new password. */
export function ResetForm({ token }: { token: string }) {
  const t = useTranslations("signIn.reset");
  return (
    <LinkForm
      send={({ password = "" }) =>
        call("resetPassword", { body: { token, password } })
      }
      action={t("action")}
    >
      {(errors) => (
        <NewPasswordField
          label={t("password")}
          error={errors["password"]}
          autoFocus
        />
      )}
    </LinkForm>
  );
}
