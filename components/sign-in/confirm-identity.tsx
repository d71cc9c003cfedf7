"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { ErrorCallout } from "#components/ui/error-callout.tsx";
import { formPassword } from "#components/ui/form-text.ts";
import { FormDialog } from "#components/ui/form-dialog.tsx";
import { Skeleton } from "#components/ui/states.tsx";
import { profileFactorsQuery, useConfirmPassword } from "./api.ts";
import { PasskeyProof } from "./passkey-proof.tsx";
import { PasswordField } from "./person-fields.tsx";
import { SingleSignOnButton } from "./single-sign-on-button.tsx";

/** Confirms the user's identity before a sensitive action, by password, passkey or single sign-on. */
export function ConfirmIdentity({
  singleSignOn,
  onConfirmed,
  onClose,
}: {
  /** Name of the single sign-on provider; null when there is none. */
  singleSignOn: string | null;
  onConfirmed: () => void;
  onClose: () => void;
}) {
  const t = useTranslations("signIn.confirm");
  const confirm = useConfirmPassword();
  const { data: factors, isPending: looking } = useQuery(profileFactorsQuery);
  // If the factors cannot be read, assume that there is a password.
  const byPassword = factors?.password ?? !looking;
  const byPasskey = factors !== undefined && factors.passkeys.length > 0;
  const submit = (data: FormData) => {
    confirm.mutate(formPassword(data, "password"), { onSuccess: onConfirmed });
  };
  return (
    <FormDialog
      title={t("title")}
      description={t("description")}
      action={looking || byPassword ? t("action") : null}
      pending={looking || confirm.isPending}
      browserChecks
      onSubmit={submit}
      onClose={onClose}
    >
      <ErrorCallout error={confirm.error} />
      {looking && <Skeleton className="h-16" />}
      {byPassword && <PasswordField label={t("password")} autoFocus />}
      {byPasskey && (
        <PasskeyProof instead={byPassword} onProven={onConfirmed} />
      )}
      {singleSignOn !== null && (
        <SingleSignOnButton name={singleSignOn} goTo={null} />
      )}
      {!looking && !byPassword && !byPasskey && singleSignOn === null && (
        <p>{t("none")}</p>
      )}
    </FormDialog>
  );
}
