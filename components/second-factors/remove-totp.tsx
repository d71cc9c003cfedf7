"use client";

import { useTranslations } from "next-intl";
import { useErrorText } from "#components/sign-in/use-error-text.ts";
import { Callout } from "#components/ui/callout.tsx";
import { TextField } from "#components/ui/field.tsx";
import { FormDialog } from "#components/ui/form-dialog.tsx";
import { formText } from "#components/ui/form-text.ts";
import { type Proven, useRemoveTotp } from "./api.ts";

/** Asks for a code before the authenticator app is removed. */
export function RemoveTotp({
  proven,
  onClose,
}: {
  proven: Proven;
  onClose: () => void;
}) {
  const t = useTranslations("secondFactors.totp");
  const remove = useRemoveTotp(proven);
  const errorText = useErrorText(remove.error);
  const submit = (data: FormData) => {
    remove.mutate(formText(data, "code"), {
      onSuccess: onClose,
    });
  };
  return (
    <FormDialog
      title={t("removeTitle")}
      action={t("remove")}
      dangerous
      pending={remove.isPending}
      browserChecks
      onSubmit={submit}
      onClose={onClose}
    >
      <p>{t("removeBody")}</p>
      {errorText && (
        <Callout tone="danger" role="alert">
          {errorText}
        </Callout>
      )}
      <TextField
        label={t("removeCode")}
        name="code"
        required
        autoFocus
        autoComplete="one-time-code"
        spellCheck={false}
        maxLength={100}
      />
    </FormDialog>
  );
}
