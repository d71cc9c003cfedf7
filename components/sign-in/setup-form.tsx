"use client";

import { useTranslations } from "next-intl";
import { LinkForm } from "./link-form.tsx";
import { EmailField, NameField, NewPasswordField } from "./person-fields.tsx";
import { call } from "#components/api-client.ts";

/** Makes the first owner. */
export function SetupForm({ token }: { token: string }) {
  const t = useTranslations("signIn");
  return (
    <LinkForm
      send={({ name = "", email = "", password = "" }) =>
        call("completeSetup", { body: { token, name, email, password } })
      }
      action={t("createOwner")}
    >
      {(errors) => (
        <>
          <NameField error={errors["name"]} />
          <EmailField error={errors["email"]} />
          <NewPasswordField label={t("password")} error={errors["password"]} />
        </>
      )}
    </LinkForm>
  );
}
