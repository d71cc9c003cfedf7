"use client";

import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import type { MiniProgramConfig } from "#lib/mini-programs/index.ts";
import { useConfig } from "./api.ts";
import { ReceiptCard } from "./receipt-card.tsx";
import { readReceipt, readSend } from "./read-forms.ts";
import { SendCard } from "./send-card.tsx";
import { TestMessageCard } from "./test-message.tsx";
import { useSave } from "./use-save.ts";

type ConfigPanelProps = {
  appid: string;
  initial: MiniProgramConfig;
  mayConfigure: boolean;
};

/** 小程序账号配置: both parts, saved separately or in one step. */
export function ConfigPanel({
  appid,
  initial,
  mayConfigure,
}: ConfigPanelProps) {
  const t = useTranslations("miniPrograms");
  const { data: config } = useConfig(appid, initial);
  const save = useSave(appid);
  const sendForm = useRef<HTMLFormElement>(null);
  const receiptForm = useRef<HTMLFormElement>(null);
  const [headersBroken, setHeadersBroken] = useState(false);
  const readSendForm = () => {
    const send = sendForm.current && readSend(sendForm.current);
    setHeadersBroken(send === null);
    return send;
  };
  const saveParts = (parts: { send: boolean; receipt: boolean }) => {
    const send = parts.send ? readSendForm() : undefined;
    if (send === null) return;
    void save.run({
      ...(send ? { send } : {}),
      ...(parts.receipt && receiptForm.current
        ? { receipt: readReceipt(receiptForm.current) }
        : {}),
    });
  };
  return (
    <section aria-labelledby="mini-program-config" className="mb-5 grid gap-3">
      <header>
        <h2 id="mini-program-config" className="text-base font-semibold">
          {t("title")}
        </h2>
        <p className="text-small text-soft">{t("description")}</p>
      </header>
      <div className="grid items-start gap-5 xl:grid-cols-2">
        <div className="grid min-w-0 gap-5">
          <SendCard
            key={`send ${save.round}`}
            appid={appid}
            send={config.send}
            form={sendForm}
            read={readSendForm}
            headersBroken={headersBroken}
            mayConfigure={mayConfigure}
            save={save}
            onSave={() => saveParts({ send: true, receipt: false })}
          />
          {mayConfigure && config.send && <TestMessageCard appid={appid} />}
        </div>
        <ReceiptCard
          key={`receipt ${save.round}`}
          appid={appid}
          receipt={config.receipt}
          form={receiptForm}
          mayConfigure={mayConfigure}
          save={save}
          onSave={() => saveParts({ send: false, receipt: true })}
        />
      </div>
      {mayConfigure && (
        <div className="flex justify-end">
          <Button
            pending={save.pending === "both"}
            onClick={() => saveParts({ send: true, receipt: true })}
          >
            {t("saveAll")}
          </Button>
        </div>
      )}
    </section>
  );
}
