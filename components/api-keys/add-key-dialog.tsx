"use client";

import { useTranslations } from "next-intl";
import { SecretDialog } from "#components/ui/secret-dialog.tsx";
import type { Scope } from "#lib/access/index.ts";
import { useCreateKey } from "./api.ts";
import { KeyDialog } from "./key-dialog.tsx";

/** The form for a new key, then the key, shown once. */
export function AddKeyDialog({
  scopes,
  onClose,
}: {
  scopes: readonly Scope[];
  onClose: () => void;
}) {
  const words = useTranslations("apiKeys.secret");
  const create = useCreateKey();
  if (create.data)
    return (
      <SecretDialog words={words} secret={create.data.key} onClose={onClose} />
    );
  return (
    <KeyDialog
      apiKey={null}
      scopes={scopes}
      saving={create}
      onSave={(wish) => create.mutate(wish)}
      onClose={onClose}
    />
  );
}
