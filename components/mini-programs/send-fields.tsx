"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Callout } from "#components/ui/callout.tsx";
import { Choice } from "#components/ui/choice.tsx";
import {
  Field,
  NativeSelect,
  TextArea,
  TextField,
} from "#components/ui/field.tsx";
import type { SendConfig } from "#lib/mini-programs/index.ts";
import { sendModes } from "#lib/mini-programs/kinds.ts";

type SendFieldsProps = {
  send: SendConfig | null;
  /** Sentences by field of the API. */
  fields: Record<string, string>;
  headersBroken: boolean;
};

/** The fields of the chosen token source. */
export function SendFields(props: SendFieldsProps) {
  const t = useTranslations("miniPrograms.send");
  const [mode, setMode] = useState<(typeof sendModes)[number]>(
    props.send?.mode ?? "url",
  );
  return (
    <>
      <Choice
        label={t("mode")}
        value={mode}
        options={sendModes.map((value) => ({
          value,
          label: t(`modes.${value}`),
        }))}
        onChange={setMode}
      />
      <input type="hidden" name="mode" value={mode} />
      {mode === "url" ? <UrlFields {...props} /> : <SecretFields {...props} />}
    </>
  );
}

function UrlFields({ send, fields, headersBroken }: SendFieldsProps) {
  const t = useTranslations("miniPrograms.send");
  const kept = send?.mode === "url" ? send : null;
  const headerError = Object.entries(fields).find(([name]) =>
    name.startsWith("send.headers"),
  )?.[1];
  return (
    <>
      <TextField
        label={t("url")}
        hint={kept ? t("urlKept", { url: kept.url }) : t("urlHint")}
        error={fields["send.url"]}
        name="url"
        type="url"
        placeholder="https://"
        spellCheck={false}
      />
      <div className="grid gap-4 sm:grid-cols-[auto_1fr]">
        <Field label={t("method")}>
          {(wiring) => (
            <NativeSelect
              {...wiring}
              name="method"
              defaultValue={kept?.method ?? "GET"}
            >
              <option value="GET">GET</option>
              <option value="POST">POST</option>
            </NativeSelect>
          )}
        </Field>
        <TextField
          label={t("tokenPath")}
          hint={t("tokenPathHint")}
          error={fields["send.tokenPath"]}
          name="tokenPath"
          defaultValue={kept?.tokenPath ?? ""}
          placeholder="access_token"
          spellCheck={false}
          autoCapitalize="off"
        />
      </div>
      <Field
        label={t("headers")}
        hint={
          kept && kept.headerNames.length > 0
            ? t("headersKept", { names: kept.headerNames.join(", ") })
            : t("headersHint")
        }
        error={headersBroken ? t("headersBroken") : headerError}
      >
        {(wiring) => (
          <TextArea
            {...wiring}
            name="headers"
            rows={2}
            spellCheck={false}
            autoComplete="off"
          />
        )}
      </Field>
    </>
  );
}

function SecretFields({ send, fields }: SendFieldsProps) {
  const t = useTranslations("miniPrograms");
  const kept = send?.mode === "app_secret";
  return (
    <>
      <TextField
        label={t("send.appSecret")}
        hint={t("send.appSecretHint")}
        error={fields["send.appSecret"]}
        name="appSecret"
        type="password"
        autoComplete="off"
        placeholder={kept ? t("kept") : ""}
        spellCheck={false}
      />
      <Callout tone="info" title={t("send.conflictTitle")}>
        {t("send.conflict")}
      </Callout>
    </>
  );
}
