"use client";

import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { ErrorText } from "#components/ui/error-text.tsx";
import type { WebhookEndpoint } from "#lib/webhooks/index.ts";
import { useChangeWebhook, useSendTest } from "./api.ts";
import { isEvent } from "./event-name.ts";

/** The dialogs of an endpoint. */
export type WebhookDialogName = "edit" | "log" | "rotate" | "remove";

/** What can be done with an endpoint. */
export function WebhookActions({
  endpoint,
  onOpen,
}: {
  endpoint: WebhookEndpoint;
  onOpen: (what: WebhookDialogName) => void;
}) {
  const t = useTranslations("webhooks");
  const test = useSendTest(endpoint.id);
  const change = useChangeWebhook(endpoint.id);
  const error = test.error ?? change.error;
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Button size="small" onClick={() => onOpen("log")}>
        {t("log.title")}
      </Button>
      <Button
        size="small"
        disabled={endpoint.disabled}
        pending={test.isPending}
        onClick={() =>
          test.mutate(undefined, { onSuccess: () => onOpen("log") })
        }
      >
        {t("test")}
      </Button>
      <Button size="small" onClick={() => onOpen("edit")}>
        {t("edit")}
      </Button>
      <Button size="small" onClick={() => onOpen("rotate")}>
        {t("rotate")}
      </Button>
      <Button
        size="small"
        pending={change.isPending}
        onClick={() =>
          change.mutate({
            description: endpoint.description,
            events: endpoint.events.filter(isEvent),
            disabled: !endpoint.disabled,
          })
        }
      >
        {t(endpoint.disabled ? "enable" : "disable")}
      </Button>
      <Button size="small" variant="danger" onClick={() => onOpen("remove")}>
        {t("remove")}
      </Button>
      <ErrorText error={error} />
    </div>
  );
}
