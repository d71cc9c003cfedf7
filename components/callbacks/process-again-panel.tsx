"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { ProgressLine } from "#components/ui/progress-line.tsx";
import { useEventError } from "./use-event-error.ts";
import { useEventName } from "./event-names.ts";
import type { Outcome, Progress } from "./use-process-again.ts";

/** Progress of the processing, and at the end what failed again and why. */
export function ProcessAgainPanel({
  progress: { total, outcomes, state },
  onStop,
  onClose,
}: {
  progress: Progress;
  onStop: () => void;
  onClose: () => void;
}) {
  const t = useTranslations("callbacks.again");
  const panel = useRef<HTMLElement>(null);
  // The row with the pressed button may leave the list, and the focus would be lost.
  useEffect(() => panel.current?.focus(), []);
  const running = state === "running";
  const done = outcomes.filter(({ event }) => event.state === "done").length;
  const failures = outcomes.filter(
    ({ event, refusal }) => refusal !== null || event.errorKey !== null,
  );
  return (
    <section
      ref={panel}
      tabIndex={-1}
      aria-label={t("label")}
      className="grid gap-2 border-b border-line bg-jade-wash px-4 py-3 -outline-offset-2"
    >
      <ProgressLine
        label={t("label")}
        done={outcomes.length}
        total={total}
        action={running ? t("stop") : t("close")}
        onAction={running ? onStop : onClose}
      >
        {t("working", { done: outcomes.length, count: total })}
        {!running &&
          ` · ${t("outcome", { done, failed: failures.length, waiting: outcomes.length - done - failures.length })}`}
        {state === "stopped" &&
          ` · ${t("stopped", { count: total - outcomes.length })}`}
        {state === "unreachable" && ` · ${t("unreachable")}`}
      </ProgressLine>
      {failures.length > 0 && (
        <ul
          className="max-h-56 overflow-y-auto text-small"
          tabIndex={0}
          aria-label={t("failures")}
        >
          {failures.map((outcome) => (
            <Failure key={outcome.event.id} outcome={outcome} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Failure({ outcome: { event, refusal } }: { outcome: Outcome }) {
  const nameOf = useEventName();
  const errorOf = useEventError();
  const { account } = event;
  return (
    <li>
      <span className="font-medium">
        {nameOf(event.name)}
        {account && ` · ${account.name ?? account.appid}`}
      </span>{" "}
      <span className="text-soft">
        {refusal ?? errorOf(event.errorKey ?? "unknown")}
      </span>
    </li>
  );
}
