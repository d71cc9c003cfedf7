"use client";

import { useTranslations } from "next-intl";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import type { ApiKey } from "#lib/identity/api-keys/index.ts";
import { useRevokeKey } from "./api.ts";

/** Asks before a key is revoked for good. */
export function RevokeKey({
  apiKey,
  onClose,
}: {
  apiKey: ApiKey;
  onClose: () => void;
}) {
  const t = useTranslations("apiKeys");
  const revoke = useRevokeKey(apiKey.id);
  return (
    <ConfirmDialog
      title={t("revokeTitle", { name: apiKey.name })}
      body={t("revokeBody")}
      action={t("revoke")}
      pending={revoke.isPending}
      error={revoke.error}
      onConfirm={() => revoke.mutate(undefined, { onSuccess: onClose })}
      onClose={onClose}
    />
  );
}
