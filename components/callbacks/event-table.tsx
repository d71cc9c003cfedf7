"use client";

import { RotateCw } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { Table, TableRow } from "#components/ui/table.tsx";
import { Time } from "#components/ui/time.tsx";
import type { CallbackEvent } from "#lib/callbacks/read/index.ts";
import { useEventName } from "./event-names.ts";
import { EventState } from "./event-state.tsx";

const columns = ["time", "event", "account", "state", "actions"] as const;

interface Actions {
  onView: (event: CallbackEvent) => void;
  /** null for those who may only read. */
  onProcess: ((event: CallbackEvent) => void) | null;
  pending: boolean;
}

/** Callbacks, newest first. */
export function EventTable({
  events,
  actions,
}: {
  events: CallbackEvent[];
  actions: Actions;
}) {
  const t = useTranslations("callbacks");
  return (
    <Table
      caption={t("list")}
      headings={columns.map((key) => ({ key, content: t(`columns.${key}`) }))}
    >
      {events.map((event) => (
        <Row key={event.id} event={event} actions={actions} />
      ))}
    </Table>
  );
}

function Row({ event, actions }: { event: CallbackEvent; actions: Actions }) {
  const t = useTranslations("callbacks");
  const name = useEventName()(event.name);
  const { onView, onProcess, pending } = actions;
  return (
    <TableRow className="gap-1">
      <td className="text-soft">
        <Time at={event.receivedAt} />
      </td>
      <td className="md:min-w-36 xl:min-w-56">
        <span className="font-medium wrap-anywhere">{name}</span>
        <span className="block text-soft">
          {t(`channels.${event.channel}`)}
          {name !== event.name && (
            <>
              {" · "}
              <code className="wrap-anywhere">{event.name}</code>
            </>
          )}
        </span>
      </td>
      <td className="md:min-w-28">
        <EventAccount account={event.account} />
      </td>
      <td className="md:w-1/3">
        <EventState event={event} />
      </td>
      <td>
        <div className="flex flex-wrap gap-2 pt-1 md:pt-0 xl:flex-nowrap">
          <Button size="small" onClick={() => onView(event)}>
            {t("view")}
          </Button>
          {event.state === "failed" && onProcess && (
            <Button
              size="small"
              disabled={pending}
              onClick={() => onProcess(event)}
            >
              <RotateCw aria-hidden />
              {t("processAgain")}
            </Button>
          )}
        </div>
      </td>
    </TableRow>
  );
}

/** The account of an event, linked where the console knows it. */
export function EventAccount({ account }: Pick<CallbackEvent, "account">) {
  const t = useTranslations("callbacks");
  if (!account) return <span className="text-soft">{t("ofPlatform")}</span>;
  return (
    <>
      {account.name !== null && (
        <Link
          href={`/accounts/${account.appid}`}
          className="font-medium break-words text-jade hover:underline"
        >
          {account.name}
        </Link>
      )}
      <code className="block break-all text-soft xl:whitespace-nowrap">
        {account.appid}
      </code>
    </>
  );
}
