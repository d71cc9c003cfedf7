"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useId } from "react";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import type { ApiKey } from "#lib/api-keys/index.ts";
import { useRevokeKey } from "./api.ts";
import { useConfirmed } from "./use-confirmed.tsx";

/** Asks before a key ends for good. */
export function RevokeKey({
  apiKey,
  onClose,
}: {
  apiKey: ApiKey;
  onClose: () => void;
}) {
  const t = useTranslations("apiKeys");
  const common = useTranslations("common");
  const form = useId();
  const revoke = useRevokeKey(apiKey.id);
  const confirmed = useConfirmed({
    ...revoke,
    mutateAsync: async () => {
      await revoke.mutateAsync(undefined);
      return true;
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void confirmed.run(undefined).then((done) => done && onClose());
  };
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t("revokeTitle", { name: apiKey.name })}
      closeLabel={common("close")}
      footer={
        <>
          <Button onClick={onClose}>{common("cancel")}</Button>
          <Button
            type="submit"
            form={form}
            variant="danger"
            pending={confirmed.isPending}
          >
            {t("revoke")}
          </Button>
        </>
      }
    >
      <form id={form} className="grid gap-4" onSubmit={submit}>
        <p>{t("revokeBody")}</p>
        {confirmed.password}
        {confirmed.error && (
          <Callout tone="danger" role="alert">
            {confirmed.error.message || common("unreachable")}
          </Callout>
        )}
      </form>
    </Dialog>
  );
}
