"use client";

import { useTranslations } from "next-intl";
import { ApiProblem } from "#components/api-client.ts";
import { CheckField } from "#components/ui/check-field.tsx";
import { ErrorCallout } from "#components/ui/error-callout.tsx";
import { TextField } from "#components/ui/field.tsx";
import { FieldGroup } from "#components/ui/field-group.tsx";
import { FormDialog } from "#components/ui/form-dialog.tsx";
import { formText } from "#components/ui/form-text.ts";
import type { WebhookEndpoint, WebhookEvent } from "#lib/webhooks/index.ts";
import type { WebhookChange } from "./api.ts";
import { eventName } from "./event-name.ts";

type WebhookDialogProps = {
  title: string;
  /** null for a new one. */
  endpoint: WebhookEndpoint | null;
  events: readonly WebhookEvent[];
  saving: { error: Error | null; isPending: boolean };
  onClose: () => void;
  onSave: (change: WebhookChange) => void;
};

/** The form of an endpoint: address, description and events. */
export function WebhookDialog(props: WebhookDialogProps) {
  const { endpoint, events, saving, onClose } = props;
  const t = useTranslations("webhooks");
  const fields = saving.error instanceof ApiProblem ? saving.error.fields : {};
  const submit = (data: FormData) => {
    const url = formText(data, "url");
    const chosen = data.getAll("event");
    props.onSave({
      ...(url || !endpoint ? { url } : {}),
      description: formText(data, "description"),
      events: events.filter((name) => chosen.includes(name)),
      ...(endpoint ? { disabled: endpoint.disabled } : {}),
    });
  };
  return (
    <FormDialog
      title={props.title}
      action={t("save")}
      pending={saving.isPending}
      onSubmit={submit}
      onClose={onClose}
    >
      <ErrorCallout error={saving.error} />
      <TextField
        label={t("url")}
        hint={endpoint ? t("urlKept", { url: endpoint.url }) : t("urlHint")}
        error={fields["url"]}
        name="url"
        type="url"
        placeholder="https://"
        spellCheck={false}
        autoFocus
      />
      <TextField
        label={t("note")}
        error={fields["description"]}
        name="description"
        defaultValue={endpoint?.description}
        maxLength={100}
      />
      <FieldGroup label={t("events")}>
        <p className="text-small text-soft">{t("eventsHint")}</p>
        {events.map((name) => (
          <CheckField
            key={name}
            name="event"
            value={name}
            defaultChecked={endpoint?.events.includes(name)}
          >
            {t(`names.${eventName(name)}`)}
            <code className="text-small text-soft">{name}</code>
          </CheckField>
        ))}
      </FieldGroup>
    </FormDialog>
  );
}
