"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { ApiProblem } from "#components/api-client.ts";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Card } from "#components/ui/card.tsx";
import { ErrorCallout } from "#components/ui/error-callout.tsx";
import { TextField } from "#components/ui/field.tsx";
import { formText } from "#components/ui/form-text.ts";
import { Time } from "#components/ui/time.tsx";
import type { PlatformOverview } from "#lib/credentials/platform/index.ts";
import { type PlatformChange, useSavePlatform } from "./api.ts";
import { SecretField } from "./secret-field.tsx";

const secretNames = ["appSecret", "token", "encodingAesKey"] as const;

/** The platform's credentials. Secrets can be set but never read; the form of a simulated platform is empty, ready for a real one. */
export function PlatformForm({ platform }: { platform: PlatformOverview }) {
  const t = useTranslations("platform.form");
  const save = useSavePlatform();
  const [round, setRound] = useState(0);
  const fresh = platform.simulated;
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const change = readChange(new FormData(event.currentTarget));
    save.mutate(change, { onSuccess: () => setRound(round + 1) });
  };
  const problem = save.error instanceof ApiProblem ? save.error : null;
  const previous = platform.secrets.previousEncodingAesKey;
  return (
    <Card title={t("title")} description={t("description")}>
      <form
        key={round}
        className="grid gap-4"
        onSubmit={submit}
        autoComplete="off"
      >
        <ErrorCallout error={save.error} />
        {save.isSuccess && (
          <Callout tone="success" role="status">
            {t("saved")}
          </Callout>
        )}
        <TextField
          label="AppID"
          hint={t("appidHint")}
          error={problem?.fields["componentAppid"]}
          name="componentAppid"
          defaultValue={fresh ? "" : (platform.componentAppid ?? "")}
          required
          spellCheck={false}
        />
        <TextField
          label={t("displayName")}
          hint={t("displayNameHint")}
          error={problem?.fields["displayName"]}
          name="displayName"
          defaultValue={fresh ? "" : (platform.displayName ?? "")}
          maxLength={40}
        />
        <SecretFields platform={platform} errors={problem?.fields ?? {}} />
        {previous && (
          <Callout tone="info">
            {t("previousKey")} <Time at={previous.until} />
          </Callout>
        )}
        <div className="flex justify-end">
          <Button type="submit" variant="primary" pending={save.isPending}>
            {t("save")}
          </Button>
        </div>
      </form>
    </Card>
  );
}

function SecretFields({
  platform: { simulated, secrets },
  errors,
}: {
  platform: PlatformOverview;
  errors: Record<string, string>;
}) {
  const t = useTranslations("platform.form");
  return (
    <>
      <SecretField
        name="appSecret"
        label="AppSecret"
        hint={t("appSecretHint")}
        set={!simulated && secrets.appSecret.set}
        error={errors["appSecret"]}
      />
      <SecretField
        name="token"
        label={t("token")}
        hint={t("tokenHint")}
        set={!simulated && secrets.token.set}
        error={errors["token"]}
      />
      <SecretField
        name="encodingAesKey"
        label={t("encodingAesKey")}
        hint={t("encodingAesKeyHint")}
        set={!simulated && secrets.encodingAesKey.set}
        error={errors["encodingAesKey"]}
      />
    </>
  );
}

function readChange(form: FormData): PlatformChange {
  const change: PlatformChange = {
    componentAppid: formText(form, "componentAppid"),
    displayName: formText(form, "displayName"),
  };
  for (const name of secretNames) {
    const secret = formText(form, name);
    if (secret !== "") change[name] = secret;
  }
  return change;
}
