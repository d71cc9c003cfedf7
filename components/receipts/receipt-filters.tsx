"use client";

import { useTranslations } from "next-intl";
import { allOrOne, ListFilters } from "#components/list/list-filters.tsx";
import { receiptResults } from "#lib/mini-programs/receipts/kinds.ts";

const events = [
  "subscribe_msg_sent_event",
  "subscribe_msg_popup_event",
  "subscribe_msg_change_event",
] as const;
export function ReceiptFilters() {
  const t = useTranslations("miniPrograms.receipts");
  return (
    <ListFilters
      searchLabel={t("search")}
      choices={[
        {
          name: "event",
          label: t("filterEvent"),
          options: allOrOne(t("allEvents"), events, (event) =>
            t(`events.${event}`),
          ),
        },
        {
          name: "result",
          label: t("filterResult"),
          options: allOrOne(t("allResults"), receiptResults, (result) =>
            t(`results.${result}`),
          ),
        },
      ]}
    />
  );
}
