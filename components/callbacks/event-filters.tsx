"use client";

import { useTranslations } from "next-intl";
import { allOrOne, ListFilters } from "#components/list/list-filters.tsx";
import { eventNames, useEventName } from "./event-names.ts";
import { eventChannels, eventStates } from "#lib/callbacks/read/kinds.ts";

/** Names are indented below their channel; an optgroup would not be selectable itself. */
const INDENT = "\u00a0\u00a0";

export function EventFilters({
  chosenType,
}: {
  /** From the query string; may be a name without a label. */
  chosenType: string | undefined;
}) {
  const t = useTranslations("callbacks");
  const nameOf = useEventName();
  const types = eventChannels.flatMap((channel) => [
    { value: channel, label: t(`channels.${channel}`) },
    ...eventNames[channel].map((name) => ({
      value: `${channel}:${name}`,
      label: `${INDENT}${nameOf(name)}`,
    })),
  ]);
  const listed = !chosenType || types.some(({ value }) => value === chosenType);
  return (
    <ListFilters
      searchLabel={t("search")}
      choices={[
        {
          name: "type",
          label: t("filterType"),
          options: [
            { value: "", label: t("allTypes") },
            ...types,
            ...(listed
              ? []
              : [{ value: chosenType, label: chosenType.replace(/.*?:/, "") }]),
          ],
        },
        {
          name: "state",
          label: t("filterState"),
          options: allOrOne(t("allStates"), eventStates, (state) =>
            t(`states.${state}`),
          ),
        },
      ]}
    />
  );
}
