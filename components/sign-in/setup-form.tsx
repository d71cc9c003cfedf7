"use client";

import { useTranslations } from "next-intl";
import { LinkForm } from "./link-form.tsx";
import { EmailField, NameField, NewPasswordField } from "./person-fields.tsx";

/** Makes the first owner. */
export function SetupForm({ token }: { token: string }) {
  const t = useTranslations("signIn");
  return (
    <LinkForm path="/setup" token={token} action={t("createOwner")}>
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
