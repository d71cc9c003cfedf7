"use client";

import { useTranslations } from "next-intl";
import { ApiProblem } from "#components/api-client.ts";
import { useErrorText } from "#components/sign-in/use-error-text.ts";
import { Callout } from "#components/ui/callout.tsx";
import { TextField } from "#components/ui/field.tsx";
import { FormDialog } from "#components/ui/form-dialog.tsx";
import { formText } from "#components/ui/form-text.ts";
import type { ProfilePasskey } from "#lib/identity/second-factors/index.ts";
import { type Proven, useAddPasskey, useRenamePasskey } from "./api.ts";

/** Names a new passkey, which the browser then creates, or renames an existing one. */
export function PasskeyDialog({
  passkey,
  proven,
  onCodes,
  onClose,
}: {
  /** null for a new one. */
  passkey: ProfilePasskey | null;
  proven: Proven;
  onCodes: (codes: string[] | null) => void;
  onClose: () => void;
}) {
  const t = useTranslations("secondFactors.passkeys");
  const add = useAddPasskey(proven);
  const rename = useRenamePasskey(passkey?.id ?? "");
  const { error, isPending } = passkey ? rename : add;
  const errorText = useErrorText(error);
  const fields = error instanceof ApiProblem ? error.fields : {};
  const submit = (data: FormData) => {
    const name = formText(data, "name");
    if (passkey) rename.mutate(name, { onSuccess: onClose });
    else
      add.mutate(name, {
        onSuccess: ({ recoveryCodes }) => {
          onClose();
          onCodes(recoveryCodes);
        },
      });
  };
  return (
    <FormDialog
      title={t(passkey ? "renameTitle" : "addTitle")}
      description={passkey ? undefined : t("addBody")}
      action={t(passkey ? "save" : "make")}
      pending={isPending}
      onSubmit={submit}
      onClose={onClose}
    >
      {errorText && (
        <Callout tone="danger" role="alert">
          {errorText}
        </Callout>
      )}
      <TextField
        label={t("name")}
        hint={t("nameHint")}
        error={fields["name"]}
        name="name"
        autoFocus
        autoComplete="off"
        maxLength={60}
        defaultValue={passkey?.name}
      />
    </FormDialog>
  );
}
