"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { ApiProblem } from "#components/api-client.ts";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { ErrorCallout } from "#components/ui/error-callout.tsx";
import { Field, NativeSelect, TextField } from "#components/ui/field.tsx";
import { formText } from "#components/ui/form-text.ts";
import { keywordsOf } from "./keywords.ts";
import { MessageFollower } from "./message-follower.tsx";
import {
  type SubscribeTemplate,
  useSendTestMessage,
  useTemplates,
} from "./test-message-api.ts";

/** One subscribe message to one user, through the configured token; its receipt is followed until it comes. */
export function TestMessageCard({ appid }: { appid: string }) {
  const t = useTranslations("miniPrograms.test");
  const [requested, setRequested] = useState(false);
  const templates = useTemplates(appid, requested);
  return (
    <Card title={t("title")} description={t("description")}>
      {templates.data ? (
        <TestMessageForm appid={appid} templates={templates.data.items} />
      ) : (
        <div className="grid justify-items-start gap-3">
          <ErrorCallout error={templates.error} />
          <Button
            pending={templates.isFetching}
            onClick={() =>
              requested ? void templates.refetch() : setRequested(true)
            }
          >
            {t("load")}
          </Button>
        </div>
      )}
    </Card>
  );
}

function TestMessageForm({
  appid,
  templates,
}: {
  appid: string;
  templates: SubscribeTemplate[];
}) {
  const t = useTranslations("miniPrograms.test");
  const [templateId, setTemplateId] = useState(templates[0]?.id ?? "");
  const send = useSendTestMessage(appid);
  const template = templates.find(({ id }) => id === templateId);
  if (!template) return <p className="text-soft">{t("noTemplates")}</p>;
  const keywords = keywordsOf(template.content);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const page = formText(form, "page");
    send.mutate({
      templateId,
      openid: formText(form, "openid"),
      values: Object.fromEntries(
        keywords.map(({ key }) => [key, formText(form, `value.${key}`)]),
      ),
      ...(page ? { page } : {}),
    });
  };
  const fields = send.error instanceof ApiProblem ? send.error.fields : {};
  return (
    <form
      className="grid gap-4"
      onSubmit={submit}
      noValidate
      autoComplete="off"
    >
      <TemplateChoice
        templates={templates}
        chosenId={templateId}
        onChoose={setTemplateId}
      />
      <MessageFields keywords={keywords} errors={fields} />
      <ErrorCallout error={send.error} title={t("refused")} />
      {send.data && (
        <MessageFollower
          key={send.data.messageId}
          appid={appid}
          messageId={send.data.messageId}
        />
      )}
      <div className="flex justify-end">
        <Button type="submit" variant="primary" pending={send.isPending}>
          {t("send")}
        </Button>
      </div>
    </form>
  );
}

function TemplateChoice({
  templates,
  chosenId,
  onChoose,
}: {
  templates: SubscribeTemplate[];
  chosenId: string;
  onChoose: (id: string) => void;
}) {
  const t = useTranslations("miniPrograms.test");
  return (
    <Field label={t("template")}>
      {(wiring) => (
        <NativeSelect
          {...wiring}
          value={chosenId}
          onChange={(event) => onChoose(event.target.value)}
        >
          {templates.map(({ id, title }) => (
            <option key={id} value={id}>
              {title}
            </option>
          ))}
        </NativeSelect>
      )}
    </Field>
  );
}

function MessageFields({
  keywords,
  errors,
}: {
  keywords: ReturnType<typeof keywordsOf>;
  errors: Record<string, string>;
}) {
  const t = useTranslations("miniPrograms.test");
  return (
    <>
      <TextField
        label={t("openid")}
        hint={t("openidHint")}
        error={errors["openid"]}
        name="openid"
        spellCheck={false}
      />
      {keywords.map(({ key, label }) => (
        <TextField
          key={key}
          label={label}
          error={errors[`values.${key}`]}
          name={`value.${key}`}
        />
      ))}
      <TextField
        label={t("page")}
        hint={t("pageHint")}
        error={errors["page"]}
        name="page"
        placeholder="pages/index/index"
        spellCheck={false}
      />
    </>
  );
}
