"use client";

import { useTranslations } from "next-intl";
import { ProgressLine } from "#components/ui/progress-line.tsx";
import type { BulkProgress } from "./use-bulk-run.ts";

/** Progress of a bulk operation, and at the end what failed and why. */
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
      <ProgressLine
        label={t(action)}
        done={done}
        total={total}
        action={running ? t("cancel") : t("close")}
        onAction={running ? onStop : onClose}
      >
        {t(action)} {t("working", { done, count: total })}
        {state === "finished" &&
          ` · ${t("finished", { ok: done - failures.length, failed: failures.length })}`}
        {state === "stopped" && ` · ${t("cancelled", { count: total - done })}`}
        {state === "unreachable" && ` · ${t("unreachable")}`}
      </ProgressLine>
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
