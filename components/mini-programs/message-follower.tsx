"use client";

import { useTranslations } from "next-intl";
import { Callout } from "#components/ui/callout.tsx";
import { Spinner } from "#components/ui/spinner.tsx";
import { Time } from "#components/ui/time.tsx";
import { useReceiptOf } from "./test-message-api.ts";

/** The state of a message that WeChat accepted, until and after its receipt arrives. */
export function MessageFollower({
  appid,
  messageId,
}: {
  appid: string;
  messageId: string | null;
}) {
  const t = useTranslations("miniPrograms.test");
  const { data } = useReceiptOf(appid, messageId);
  const receipt = data?.items[0];
  if (messageId === null)
    return (
      <Callout tone="success" role="status" title={t("taken")}>
        {t("noId")}
      </Callout>
    );
  if (!receipt)
    return (
      <Callout tone="info" role="status" title={t("taken")}>
        <span className="flex flex-wrap items-center gap-2">
          <Spinner />
          {t("waiting")} <code className="break-all">{messageId}</code>
        </span>
      </Callout>
    );
  const delivered = receipt.outcome === "success";
  return (
    <Callout
      tone={delivered ? "success" : "danger"}
      role="status"
      title={t(delivered ? "delivered" : "failed")}
    >
      <Time at={receipt.at} /> <code className="break-all">{messageId}</code>{" "}
      {!delivered && `${receipt.errorCode ?? ""} ${receipt.outcome}`}
    </Callout>
  );
}
