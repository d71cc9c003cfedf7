import { useTranslations } from "next-intl";
import { Badge, type Tone } from "#components/ui/badge.tsx";
import { Time } from "#components/ui/time.tsx";
import type { CallbackEvent } from "#lib/callbacks/read/index.ts";
import { useEventError } from "./use-event-error.ts";

const tones: Record<CallbackEvent["state"], Tone> = {
  pending: "warning",
  done: "success",
  failed: "danger",
};

/** The state of an event; for a failed one also the reason and the time of the next attempt. */
export function EventState({ event }: { event: CallbackEvent }) {
  const t = useTranslations("callbacks");
  const errorOf = useEventError();
  const { state, attempts, errorKey, nextAttemptAt } = event;
  return (
    <div className="grid justify-items-start gap-0.5">
      <Badge tone={tones[state]}>{t(`states.${state}`)}</Badge>
      {state !== "done" && errorKey !== null && (
        <>
          <span className="text-danger">{errorOf(errorKey)}</span>
          <span className="text-soft">
            {t("attempts", { count: attempts })}
            {nextAttemptAt && (
              <>
                {" "}
                {t("nextAttempt")} <Time at={nextAttemptAt} />
              </>
            )}
          </span>
        </>
      )}
    </div>
  );
}
