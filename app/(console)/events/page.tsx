import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { EventFilters } from "#components/callbacks/event-filters.tsx";
import { EventList } from "#components/callbacks/event-list.tsx";
import { LiveRefresh } from "#components/list/live-refresh.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Pager } from "#components/ui/pager.tsx";
import { can } from "#lib/access/index.ts";
import {
  eventList,
  PARKED_LIMIT,
  parkedCount,
  readEventQuery,
} from "#lib/callbacks/read/index.ts";
import { retention } from "#lib/maintenance/retention/index.ts";
import { requireUser } from "#lib/identity/next/index.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("callbacks"))("title") };
}

type Search = Record<string, string | string[] | undefined>;

export default async function EventsPage({
  searchParams,
}: {
  searchParams: Promise<Search>;
}) {
  const actor = await requireUser();
  const query = readEventQuery(await searchParams);
  const [t, { items, nextCursor }, parked, kept] = await Promise.all([
    getTranslations("callbacks"),
    eventList(actor, query),
    parkedCount(actor, query),
    retention(actor),
  ]);
  const { cursor, state, q, channel, name } = query;
  const type = channel && (name ? `${channel}:${name}` : channel);
  return (
    <>
      <PageHeader
        title={t("title")}
        description={t("description", {
          days: kept.find(({ kind }) => kind === "callbacks")?.days ?? 0,
        })}
      />
      <LiveRefresh />
      <div className="rounded-lg border border-line bg-surface">
        <EventFilters chosenType={type} />
        <EventList
          events={items}
          filtered={Boolean(q ?? channel ?? state ?? cursor)}
          parked={{ count: parked, limit: PARKED_LIMIT }}
          filter={{ q, channel, name }}
          onlyParkedHref={
            state === "failed"
              ? null
              : `/events?${new URLSearchParams(given({ q, type, state: "failed" })).toString()}`
          }
          mayProcess={can(actor, "events.process_again")}
        />
        <Pager
          path="/events"
          query={{ q, type, state, cursor }}
          nextCursor={nextCursor}
        />
      </div>
    </>
  );
}

function given(
  query: Record<string, string | undefined>,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(query).filter(
      (entry): entry is [string, string] => entry[1] !== undefined,
    ),
  );
}
