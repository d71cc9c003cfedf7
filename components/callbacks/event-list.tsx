"use client";

import { useState } from "react";
import type { CallbackEvent } from "#lib/callbacks/read/index.ts";
import { type EventFilter, readParked } from "./api.ts";
import { EmptyEvents } from "./empty-events.tsx";
import { EventDialog } from "./event-dialog.tsx";
import { EventTable } from "./event-table.tsx";
import { ParkedBar } from "./parked-bar.tsx";
import { ProcessAgainPanel } from "./process-again-panel.tsx";
import { useProcessAgain } from "./use-process-again.ts";

/** The callbacks of a filter, with what can be done about those that are parked. */
export function EventList({
  events,
  filtered,
  parked,
  filter,
  onlyParkedHref,
  mayProcess,
}: {
  events: CallbackEvent[];
  /** Whether anything narrows the list. */
  filtered: boolean;
  /** How many parked events match the filter, counted up to one more than a run processes. */
  parked: { count: number; limit: number };
  /** The filter in the form of the API. */
  filter: EventFilter;
  /** Null when nothing else is shown. */
  onlyParkedHref: string | null;
  mayProcess: boolean;
}) {
  const [viewed, setViewed] = useState<CallbackEvent | null>(null);
  const again = useProcessAgain();
  const pending = again.progress?.state === "running";
  return (
    <>
      {parked.count > 0 && (
        <ParkedBar
          {...parked}
          onlyHref={onlyParkedHref}
          pending={pending}
          onProcess={
            mayProcess
              ? () => void again.run(() => readParked(filter, parked.limit))
              : null
          }
        />
      )}
      {again.progress && (
        <ProcessAgainPanel
          progress={again.progress}
          onStop={again.stop}
          onClose={again.dismiss}
        />
      )}
      {events.length === 0 ? (
        <EmptyEvents filtered={filtered} />
      ) : (
        <EventTable
          events={events}
          actions={{
            onView: setViewed,
            onProcess: mayProcess
              ? (event) => void again.run(async () => [event])
              : null,
            pending,
          }}
        />
      )}
      {viewed && (
        <EventDialog
          event={viewed}
          mayProcess={mayProcess}
          onClose={() => setViewed(null)}
        />
      )}
    </>
  );
}
