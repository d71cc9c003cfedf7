"use client";

import { Webhook } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Badge } from "#components/ui/badge.tsx";
import { EmptyState } from "#components/ui/states.tsx";
import { Time } from "#components/ui/time.tsx";
import type { WebhookEndpoint, WebhookEvent } from "#lib/webhooks/index.ts";
import { useWebhooks } from "./api.ts";
import { DeliveryLog } from "./delivery-log.tsx";
import { EditWebhook } from "./edit-webhook.tsx";
import { eventName, isEvent } from "./event-name.ts";
import { RemoveWebhook } from "./remove-webhook.tsx";
import { RotateSecret } from "./rotate-secret.tsx";
import { type WebhookDialogName, WebhookActions } from "./webhook-actions.tsx";

/** The endpoints that are notified of events, and what can be done with each. */
export function WebhookList({
  initial,
  events,
}: {
  initial: WebhookEndpoint[];
  events: readonly WebhookEvent[];
}) {
  const t = useTranslations("webhooks");
  const { data: endpoints } = useWebhooks(initial);
  const [dialog, setDialog] = useState<{
    what: WebhookDialogName;
    id: string;
  } | null>(null);
  const endpoint = endpoints.find(({ id }) => id === dialog?.id);
  const close = () => setDialog(null);
  if (endpoints.length === 0)
    return (
      <EmptyState icon={Webhook} title={t("none")}>
        {t("noneBody")}
      </EmptyState>
    );
  return (
    <>
      <ul>
        {endpoints.map((item) => (
          <li
            key={item.id}
            className="grid gap-3 border-b border-line p-4 last:border-0 sm:px-5"
          >
            <WebhookSummary endpoint={item} />
            <WebhookActions
              endpoint={item}
              onOpen={(what) => setDialog({ what, id: item.id })}
            />
          </li>
        ))}
      </ul>
      {endpoint && dialog?.what === "edit" && (
        <EditWebhook endpoint={endpoint} events={events} onClose={close} />
      )}
      {endpoint && dialog?.what === "log" && (
        <DeliveryLog endpoint={endpoint} onClose={close} />
      )}
      {endpoint && dialog?.what === "rotate" && (
        <RotateSecret id={endpoint.id} onClose={close} />
      )}
      {endpoint && dialog?.what === "remove" && (
        <RemoveWebhook endpoint={endpoint} onClose={close} />
      )}
    </>
  );
}

function WebhookSummary({ endpoint }: { endpoint: WebhookEndpoint }) {
  const t = useTranslations("webhooks");
  const { description, disabled, events, failed, pending, url } = endpoint;
  return (
    <div className="grid gap-1.5">
      <p className="flex flex-wrap items-center gap-2">
        <span className="font-semibold break-all">{url}</span>
        <Badge tone={disabled ? "neutral" : "success"}>
          {t(disabled ? "disabled" : "enabled")}
        </Badge>
        {pending > 0 && (
          <Badge tone="warning">{t("pending", { count: pending })}</Badge>
        )}
        {failed > 0 && (
          <Badge tone="danger">{t("failed", { count: failed })}</Badge>
        )}
      </p>
      {description && <p className="text-soft">{description}</p>}
      <p className="flex flex-wrap gap-1">
        {events.length === 0 ? (
          <Badge>{t("allEvents")}</Badge>
        ) : (
          events
            .filter(isEvent)
            .map((event) => (
              <Badge key={event}>{t(`names.${eventName(event)}`)}</Badge>
            ))
        )}
      </p>
      <p className="text-small text-soft">
        {endpoint.lastDeliveredAt ? (
          <>
            {t("lastDelivered")} <Time at={endpoint.lastDeliveredAt} />
          </>
        ) : (
          t("neverDelivered")
        )}
        {endpoint.previousSecretUntil && (
          <>
            {" · "}
            {t("previousSecret")} <Time at={endpoint.previousSecretUntil} />
          </>
        )}
      </p>
    </div>
  );
}
