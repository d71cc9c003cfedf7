"use client";

import { useTranslations } from "next-intl";
import { ErrorCallout } from "#components/ui/error-callout.tsx";
import { Field, TextInput } from "#components/ui/field.tsx";
import { FormDialog } from "#components/ui/form-dialog.tsx";
import { useConfirmPassword } from "./api.ts";
import { PasskeyProof } from "./passkey-proof.tsx";
import { passwordOf } from "./password-of.ts";
import { SingleSignOnButton } from "./single-sign-on-button.tsx";

/** Asks who sits here, before something that cannot be undone: by password, a passkey, or the company's own sign-in. */
export function ConfirmIdentity({
  singleSignOn,
  onConfirmed,
  onClose,
}: {
  /** The name of the other way to prove who one is; null when there is none. */
  singleSignOn: string | null;
  onConfirmed: () => void;
  onClose: () => void;
}) {
  const t = useTranslations("auth.confirm");
  const confirm = useConfirmPassword();
  const submit = (given: FormData) => {
    confirm.mutate(passwordOf(given, "password"), { onSuccess: onConfirmed });
  };
  return (
    <FormDialog
      title={t("title")}
      description={t("description")}
      action={t("action")}
      pending={confirm.isPending}
      browserChecks
      onSubmit={submit}
      onClose={onClose}
    >
      <ErrorCallout error={confirm.error} />
      <Field label={t("password")}>
        {(wiring) => (
          <TextInput
            {...wiring}
            name="password"
            type="password"
            autoComplete="current-password"
            required
            autoFocus
          />
        )}
      </Field>
      <PasskeyProof onProven={onConfirmed} />
      {singleSignOn !== null && (
        <SingleSignOnButton name={singleSignOn} goTo={null} />
      )}
    </FormDialog>
  );
}
