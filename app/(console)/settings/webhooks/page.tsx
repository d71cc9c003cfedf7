import { Lock } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PageHeader } from "#components/ui/page-header.tsx";
import { EmptyState } from "#components/ui/states.tsx";
import { AddWebhook } from "#components/webhooks/add-webhook.tsx";
import { WebhookList } from "#components/webhooks/webhook-list.tsx";
import { can } from "#lib/access/index.ts";
import { requireUser } from "#lib/identity/next/index.ts";
import { webhookEndpointList, webhookEvents } from "#lib/webhooks/index.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("webhooks"))("title") };
}

export default async function WebhooksPage() {
  const actor = await requireUser();
  const t = await getTranslations("webhooks");
  const allowed = can(actor, "webhooks.read");
  return (
    <>
      <PageHeader
        title={t("title")}
        description={t("description")}
        actions={allowed && <AddWebhook events={webhookEvents} />}
      />
      <div className="rounded-lg border border-line bg-surface">
        {allowed ? (
          <WebhookList
            initial={await webhookEndpointList(actor)}
            events={webhookEvents}
          />
        ) : (
          <EmptyState icon={Lock} title={t("adminsOnly")}>
            {t("adminsOnlyBody")}
          </EmptyState>
        )}
      </div>
    </>
  );
}
