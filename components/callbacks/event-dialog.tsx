"use client";

import { RotateCw } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { DescriptionList } from "#components/ui/description-list.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { ErrorCallout } from "#components/ui/error-callout.tsx";
import { Skeleton } from "#components/ui/states.tsx";
import { Time } from "#components/ui/time.tsx";
import type {
  CallbackEvent,
  CallbackEventDetail,
} from "#lib/callbacks/read/index.ts";
import { useEvent } from "./api.ts";
import { useEventName } from "./event-names.ts";
import { EventState } from "./event-state.tsx";
import { EventAccount } from "./event-table.tsx";
import { ProcessAgainPanel } from "./process-again-panel.tsx";
import { useProcessAgain } from "./use-process-again.ts";

/** One callback with its masked body. */
export function EventDialog({
  event,
  mayProcess,
  onClose,
}: {
  /** The row of the list, shown until the whole event is loaded. */
  event: CallbackEvent;
  mayProcess: boolean;
  onClose: () => void;
}) {
  const t = useTranslations("callbacks");
  const nameOf = useEventName();
  const { data, error } = useEvent(event.id);
  const again = useProcessAgain();
  const shown = data ?? event;
  const running = again.progress?.state === "running";
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={nameOf(event.name)}
      description={t(`channels.${event.channel}`)}
      footer={
        mayProcess &&
        (running || shown.state === "failed") && (
          <Button
            variant="primary"
            pending={running}
            onClick={() => void again.run(async () => [event])}
          >
            {!running && <RotateCw aria-hidden />}
            {t("processAgain")}
          </Button>
        )
      }
    >
      <div className="grid gap-4">
        {again.progress && (
          <ProcessAgainPanel
            progress={again.progress}
            onStop={again.stop}
            onClose={again.dismiss}
          />
        )}
        <Facts event={shown} onLeave={onClose} />
        {error ? (
          <ErrorCallout error={error} />
        ) : data ? (
          <Body body={data.body} />
        ) : (
          <Skeleton className="h-32" />
        )}
      </div>
    </Dialog>
  );
}

function Facts({
  event,
  onLeave,
}: {
  event: CallbackEvent;
  onLeave: () => void;
}) {
  const t = useTranslations("callbacks");
  return (
    <DescriptionList
      items={[
        {
          term: t("columns.event"),
          value: (
            <>
              <code className="break-all">{event.name}</code>{" "}
              <Link
                href={{
                  pathname: "/events",
                  query: { type: `${event.channel}:${event.name}` },
                }}
                onClick={onLeave}
                className="text-jade underline"
              >
                {t("onlyThisType")}
              </Link>
            </>
          ),
        },
        {
          term: t("columns.account"),
          value: <EventAccount account={event.account} />,
        },
        {
          term: t("columns.time"),
          value: <Time at={event.receivedAt} />,
        },
        { term: t("columns.state"), value: <EventState event={event} /> },
      ]}
    />
  );
}

function Body({ body }: { body: CallbackEventDetail["body"] }) {
  const t = useTranslations("callbacks.body");
  if (body === "dropped") return <Callout tone="info">{t("dropped")}</Callout>;
  if (!body) return <Callout tone="warning">{t("sealed")}</Callout>;
  return (
    <section aria-label={t("title")} className="grid gap-1">
      <h3 className="font-semibold">
        {t("title")}
        {body.format !== "unreadable" && (
          <span className="font-normal text-soft">
            {" "}
            {body.format.toUpperCase()}
          </span>
        )}
      </h3>
      <p className="text-small text-soft">{t("masked")}</p>
      <pre
        tabIndex={0}
        className="max-h-80 overflow-auto rounded bg-sunken p-3 text-small break-all whitespace-pre-wrap"
      >
        {body.text}
      </pre>
    </section>
  );
}
