"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { type RefObject, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import type { ReceiptConfig } from "#lib/mini-programs/index.ts";
import { ConfigForm } from "./config-form.tsx";
import { ReceiptAddress } from "./receipt-address.tsx";
import { ReceiptFields } from "./receipt-fields.tsx";
import { ReceiptLive } from "./receipt-live.tsx";
import { ReceiptSteps } from "./receipt-steps.tsx";
import type { Save } from "./use-save.ts";

type ReceiptCardProps = {
  appid: string;
  receipt: ReceiptConfig;
  form: RefObject<HTMLFormElement | null>;
  mayConfigure: boolean;
  save: Save;
  onSave: () => void;
};

/** 回执配置: where and how WeChat reports the delivery of messages. */
export function ReceiptCard(props: ReceiptCardProps) {
  const { appid, receipt, form, mayConfigure, save, onSave } = props;
  const t = useTranslations("miniPrograms");
  const [source, setSource] = useState(receipt.source ?? "wechat");
  return (
    <Card
      title={t("receipt.title")}
      description={t("receipt.description")}
      actions={
        <Button asChild size="small">
          <Link href={`/accounts/${appid}/receipts`}>{t("receiptsLink")}</Link>
        </Button>
      }
    >
      <div className="grid gap-4">
        <ReceiptLive receipt={receipt} />
        {mayConfigure && (
          <>
            <ReceiptAddress appid={appid} receipt={receipt} />
            <ConfigForm
              part="receipt"
              form={form}
              save={save}
              saveLabel={t("receipt.save")}
              onSave={onSave}
            >
              <ReceiptFields
                receipt={receipt}
                fields={save.fields}
                source={source}
                onSource={setSource}
              />
              <ReceiptSteps source={source} />
            </ConfigForm>
          </>
        )}
      </div>
    </Card>
  );
}
