"use client";

import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import type { BulkProgress } from "./use-bulk-run.ts";

/** How far a bulk operation is, and at its end what failed and why. */
export function BulkProgressPanel({
  progress,
  onStop,
  onClose,
}: {
  progress: BulkProgress;
  onStop: () => void;
  onClose: () => void;
}) {
  const t = useTranslations("operations.bulk");
  const { action, done, total, failures, state } = progress;
  const running = state === "running";
  return (
    <div className="grid gap-2">
      <div className="flex flex-wrap items-center gap-3">
        <progress
          className="h-2 w-48 max-w-full accent-jade"
          max={total}
          value={done}
          aria-label={t(action)}
        />
        <p role="status">
          {t(action)} {t("working", { done, count: total })}
          {state === "finished" &&
            ` · ${t("finished", { ok: done - failures.length, failed: failures.length })}`}
          {state === "stopped" &&
            ` · ${t("cancelled", { count: total - done })}`}
          {state === "unreachable" && ` · ${t("unreachable")}`}
        </p>
        {running ? (
          <Button size="small" onClick={onStop}>
            {t("cancel")}
          </Button>
        ) : (
          <Button size="small" onClick={onClose}>
            {t("close")}
          </Button>
        )}
      </div>
      {failures.length > 0 && (
        <details className="text-small" open={!running}>
          <summary className="font-medium">
            {t("failures")} ({failures.length})
          </summary>
          <ul
            className="mt-1 max-h-56 overflow-y-auto"
            tabIndex={0}
            aria-label={t("failures")}
          >
            {failures.map(({ appid, name, detail }) => (
              <li key={appid}>
                <span className="font-medium">{name}</span>{" "}
                <span className="text-soft">{detail}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}
