"use client";

import { useTranslations } from "next-intl";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import type { WebhookEndpoint } from "#lib/webhooks/index.ts";
import { useRemoveWebhook } from "./api.ts";

export function RemoveWebhook({
  endpoint,
  onClose,
}: {
  endpoint: WebhookEndpoint;
  onClose: () => void;
}) {
  const t = useTranslations("webhooks");
  const remove = useRemoveWebhook(endpoint.id);
  return (
    <ConfirmDialog
      title={t("removeTitle")}
      body={t("removeBody", { url: endpoint.url, count: endpoint.pending })}
      action={t("remove")}
      pending={remove.isPending}
      error={remove.error}
      onConfirm={() => remove.mutate(undefined, { onSuccess: onClose })}
      onClose={onClose}
    />
  );
}
