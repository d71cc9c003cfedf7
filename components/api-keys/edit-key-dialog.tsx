"use client";

import type { ApiKey } from "#lib/identity/api-keys/index.ts";
import type { Scope } from "#lib/access/index.ts";
import { useChangeKey } from "./api.ts";
import { KeyDialog } from "./key-dialog.tsx";

/** Changes what a key may do, for whom, from where and until when. */
export function EditKeyDialog({
  apiKey,
  scopes,
  onClose,
}: {
  apiKey: ApiKey;
  scopes: readonly Scope[];
  onClose: () => void;
}) {
  const change = useChangeKey(apiKey.id);
  return (
    <KeyDialog
      apiKey={apiKey}
      scopes={scopes}
      saving={change}
      onSave={(wish) => change.mutate(wish, { onSuccess: onClose })}
      onClose={onClose}
    />
  );
}
