"use client";

import { useTranslations } from "next-intl";
import { DescriptionList } from "#components/ui/description-list.tsx";
import type { Role } from "#lib/access/index.ts";
import { LinkForm } from "./link-form.tsx";
import { NameField, NewPasswordField } from "./person-fields.tsx";
import { call } from "#components/api-client.ts";

/** Accepts an invitation. The email address is the invitation's and cannot be changed. */
export function InviteForm({
  token,
  email,
  role,
}: {
  token: string;
  email: string;
  role: Role;
}) {
  const t = useTranslations("signIn");
  const roles = useTranslations("common.roles");
  return (
    <div className="grid gap-4">
      <DescriptionList
        items={[
          { term: t("email"), value: email },
          { term: t("invite.role"), value: roles(role) },
        ]}
      />
      <LinkForm
        send={({ name = "", password = "" }) =>
          call("acceptInvitation", { body: { token, name, password } })
        }
        action={t("invite.accept")}
      >
        {(errors) => (
          <>
            <NameField error={errors["name"]} />
            <NewPasswordField
              label={t("password")}
              error={errors["password"]}
            />
          </>
        )}
      </LinkForm>
    </div>
  );
}
