"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { ApiProblem } from "#components/api-client.ts";
import { ErrorCallout } from "#components/ui/error-callout.tsx";
import { FormDialog } from "#components/ui/form-dialog.tsx";
import { formText } from "#components/ui/form-text.ts";
import type { ApiKey } from "#lib/identity/api-keys/index.ts";
import type { Scope } from "#lib/access/index.ts";
import type { ChosenAccount } from "./account-chooser.tsx";
import type { KeyChange } from "./api.ts";
import { endOf, type Expiry } from "./expiry.ts";
import { KeyFields } from "./key-fields.tsx";

/** A key's form in a window. */
export function KeyDialog({
  apiKey,
  scopes,
  saving: { error, isPending },
  onSave,
  onClose,
}: {
  /** null for a new one. */
  apiKey: ApiKey | null;
  scopes: readonly Scope[];
  saving: { error: Error | null; isPending: boolean };
  onSave: (change: KeyChange) => void;
  onClose: () => void;
}) {
  const t = useTranslations("apiKeys.form");
  const [chosen, setChosen] = useState<ChosenAccount[] | null>(
    apiKey?.accounts ?? null,
  );
  const [expiry, setExpiry] = useState<Expiry>(apiKey ? "kept" : "d90");
  const submit = (data: FormData) => {
    const ticked = data.getAll("scope");
    onSave({
      name: formText(data, "name"),
      scopes: scopes.filter((scope) => ticked.includes(scope)),
      accounts: chosen && chosen.map(({ appid }) => appid),
      allow: formText(data, "allow")
        .split(/[\s,]+/)
        .filter(Boolean),
      requestsPerMinute: Number(formText(data, "requestsPerMinute")),
      expiresAt: endOf(
        expiry,
        formText(data, "until"),
        apiKey?.expiresAt ?? null,
      ),
    });
  };
  return (
    <FormDialog
      title={t(apiKey ? "editTitle" : "addTitle")}
      action={t(apiKey ? "save" : "create")}
      pending={isPending}
      onSubmit={submit}
      onClose={onClose}
    >
      <ErrorCallout error={error} />
      <KeyFields
        apiKey={apiKey}
        scopes={scopes}
        errors={error instanceof ApiProblem ? error.fields : {}}
        chosen={chosen}
        onChoose={setChosen}
        expiry={expiry}
        onExpiry={setExpiry}
      />
    </FormDialog>
  );
}
