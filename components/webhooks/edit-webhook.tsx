"use client";

import { useTranslations } from "next-intl";
import type { WebhookEndpoint, WebhookEvent } from "#lib/webhooks/index.ts";
import { useChangeWebhook } from "./api.ts";
import { WebhookDialog } from "./webhook-dialog.tsx";

/** Changes the address, the description or the events of an endpoint. */
export function EditWebhook({
  endpoint,
  events,
  onClose,
}: {
  endpoint: WebhookEndpoint;
  events: readonly WebhookEvent[];
  onClose: () => void;
}) {
  const t = useTranslations("webhooks");
  const change = useChangeWebhook(endpoint.id);
  return (
    <WebhookDialog
      title={t("editTitle")}
      endpoint={endpoint}
      events={events}
      saving={change}
      onClose={onClose}
      onSave={(input) => change.mutate(input, { onSuccess: onClose })}
    />
  );
}
