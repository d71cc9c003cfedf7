"use client";

import { useTranslations } from "next-intl";
import { Badge, type Tone } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { ErrorText } from "#components/ui/error-text.tsx";
import { Skeleton } from "#components/ui/states.tsx";
import { Time } from "#components/ui/time.tsx";
import type { WebhookDelivery, WebhookEndpoint } from "#lib/webhooks/index.ts";
import { useDeliveries, useRedeliver } from "./api.ts";

const tones: Record<WebhookDelivery["state"], Tone> = {
  pending: "warning",
  delivered: "success",
  failed: "danger",
};

/** The latest deliveries to an endpoint with its responses. */
export function DeliveryLog({
  endpoint,
  onClose,
}: {
  endpoint: WebhookEndpoint;
  onClose: () => void;
}) {
  const t = useTranslations("webhooks.log");
  const { data, error } = useDeliveries(endpoint.id);
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t("title")}
      description={endpoint.url}
    >
      {!data && !error && <Skeleton className="h-24" />}
      <ErrorText error={error} className="text-danger" />
      {data?.length === 0 && <p className="text-soft">{t("none")}</p>}
      <ul>
        {data?.map((delivery) => (
          <Delivery key={delivery.id} delivery={delivery} />
        ))}
      </ul>
    </Dialog>
  );
}

function Delivery({ delivery }: { delivery: WebhookDelivery }) {
  const t = useTranslations("webhooks.log");
  const api = useTranslations("api");
  const redeliver = useRedeliver();
  const key = delivery.errorKey ?? "";
  return (
    <li className="grid gap-1.5 border-b border-line py-3 last:border-0">
      <div className="flex flex-wrap items-center gap-2">
        <Badge tone={tones[delivery.state]}>
          {t(`states.${delivery.state}`)}
        </Badge>
        <code className="text-small">{delivery.type}</code>
        <span className="text-small text-soft">
          <Time at={delivery.createdAt} /> ·{" "}
          {t("attempts", { count: delivery.attempts })}
        </span>
        <span className="flex-1" />
        <Button
          size="small"
          pending={redeliver.isPending}
          onClick={() => redeliver.mutate(delivery.id)}
        >
          {t("redeliver")}
        </Button>
      </div>
      {delivery.state !== "delivered" && api.has(key as "internal") && (
        <p className="text-small text-danger">
          {api(key as "internal", {
            status: String(delivery.responseStatus ?? ""),
          })}
          {delivery.nextAttemptAt && (
            <>
              {" "}
              {t("next")} <Time at={delivery.nextAttemptAt} />
            </>
          )}
        </p>
      )}
      <details className="text-small">
        <summary className="text-soft">{t("payload")}</summary>
        <pre className="mt-1 overflow-x-auto rounded bg-sunken p-2 break-all whitespace-pre-wrap">
          {delivery.payload}
        </pre>
      </details>
    </li>
  );
}
