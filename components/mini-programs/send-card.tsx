"use client";

import { useTranslations } from "next-intl";
import { type RefObject, useState } from "react";
import { ApiProblem } from "#components/api-client.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { ErrorCallout } from "#components/ui/error-callout.tsx";
import type { SendConfig } from "#lib/mini-programs/index.ts";
import { type SendChange, useTestSource } from "./api.ts";
import { CheckResults } from "./check-results.tsx";
import { ConfigForm } from "./config-form.tsx";
import { RemoveSend } from "./remove-send.tsx";
import { SendFields } from "./send-fields.tsx";
import { SendState } from "./send-state.tsx";
import type { Save } from "./use-save.ts";

type SendCardProps = {
  appid: string;
  send: SendConfig | null;
  form: RefObject<HTMLFormElement | null>;
  /** null when the headers cannot be parsed; the card then shows an error. */
  read: () => SendChange | null;
  headersBroken: boolean;
  mayConfigure: boolean;
  save: Save;
  onSave: () => void;
};

/** 发送配置: the source of the Mini Program's access token. */
export function SendCard(props: SendCardProps) {
  const { appid, send, form, mayConfigure, save, onSave } = props;
  const t = useTranslations("miniPrograms.send");
  const test = useTestSource(appid);
  const [removing, setRemoving] = useState(false);
  const runTest = () => {
    const draft = props.read();
    if (draft) test.mutate(draft);
  };
  const result = test.data ?? save.result;
  return (
    <Card
      title={t("title")}
      description={t("description")}
      actions={
        <Badge tone={send ? "success" : "neutral"}>
          {t(send ? "set" : "notSet")}
        </Badge>
      }
    >
      <div className="grid gap-4">
        {send && <SendState send={send} />}
        {mayConfigure && (
          <ConfigForm
            part="send"
            form={form}
            save={save}
            saveLabel={t("save")}
            onSave={onSave}
            actions={
              <>
                {send && (
                  <Button variant="ghost" onClick={() => setRemoving(true)}>
                    {t("remove")}
                  </Button>
                )}
                <Button pending={test.isPending} onClick={runTest}>
                  {t("test")}
                </Button>
              </>
            }
          >
            <SendFields
              send={send}
              fields={
                test.error instanceof ApiProblem
                  ? test.error.fields
                  : save.fields
              }
              headersBroken={props.headersBroken}
            />
            <ErrorCallout error={test.error} />
            {result && <CheckResults result={result} />}
          </ConfigForm>
        )}
      </div>
      {removing && (
        <RemoveSend appid={appid} onClose={() => setRemoving(false)} />
      )}
    </Card>
  );
}
