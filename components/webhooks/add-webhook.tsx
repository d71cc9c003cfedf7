"use client";

import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { SecretDialog } from "#components/ui/secret-dialog.tsx";
import type { WebhookEvent } from "#lib/webhooks/index.ts";
import { useAddWebhook } from "./api.ts";
import { WebhookDialog } from "./webhook-dialog.tsx";

/** The button for a new endpoint, whose secret is then shown once. */
export function AddWebhook({ events }: { events: readonly WebhookEvent[] }) {
  const t = useTranslations("webhooks");
  const words = useTranslations("webhooks.secret");
  const [open, setOpen] = useState(false);
  const [secret, setSecret] = useState<string | null>(null);
  const add = useAddWebhook();
  return (
    <>
      <Button
        variant="primary"
        onClick={() => {
          add.reset();
          setOpen(true);
        }}
      >
        <Plus aria-hidden />
        {t("add")}
      </Button>
      {open && (
        <WebhookDialog
          title={t("add")}
          endpoint={null}
          events={events}
          saving={add}
          onClose={() => setOpen(false)}
          onSave={(change) =>
            add.mutate(change, {
              onSuccess: (added) => {
                setOpen(false);
                setSecret(added.secret);
              },
            })
          }
        />
      )}
      {secret && (
        <SecretDialog
          words={words}
          secret={secret}
          onClose={() => setSecret(null)}
        />
      )}
    </>
  );
}
