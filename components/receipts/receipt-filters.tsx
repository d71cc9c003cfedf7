"use client";

import { useTranslations } from "next-intl";
import { ListFilters } from "#components/list/list-filters.tsx";
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
          options: [
            { value: "", label: t("allEvents") },
            ...events.map((event) => ({
              value: event,
              label: t(`events.${event}`),
            })),
          ],
        },
        {
          name: "result",
          label: t("filterResult"),
          options: [
            { value: "", label: t("allResults") },
            ...receiptResults.map((result) => ({
              value: result,
              label: t(`results.${result}`),
            })),
          ],
        },
      ]}
    />
  );
}
