"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { ErrorText } from "#components/ui/error-text.tsx";
import type { AllowedOperations, BulkAction } from "#lib/accounts/index.ts";
import { BulkActions } from "./bulk-actions.tsx";
import { BulkProgressPanel } from "./bulk-progress.tsx";
import { useBulkRun } from "./use-bulk-run.ts";
import type { useSelection } from "./use-selection.ts";

type BulkBarProps = {
  selection: ReturnType<typeof useSelection>;
  may: AllowedOperations;
  /** The list's filter as a query, for the export of all that match. */
  filter: string;
};

/** The operations on the selected accounts and their progress. */
export function BulkBar({ selection, may, filter }: BulkBarProps) {
  const t = useTranslations("operations.bulk");
  const common = useTranslations("common");
  const bulk = useBulkRun();
  const [confirming, setConfirming] = useState(false);
  const { selected } = selection;
  const count = selected.length;
  if (count === 0 && !bulk.progress) return null;
  const run = (action: BulkAction) => void bulk.run(action, selected);
  return (
    <section
      aria-label={t("label")}
      className="grid gap-3 border-b border-line bg-jade-wash px-4 py-3"
    >
      {count > 0 && (
        <BulkActions
          selection={selection}
          may={may}
          filter={filter}
          running={bulk.progress?.state === "running"}
          onRun={(action) =>
            action === "disable" ? setConfirming(true) : run(action)
          }
        />
      )}
      {selection.failed && <ErrorText error={common("unreachable")} />}
      {bulk.progress && (
        <BulkProgressPanel
          progress={bulk.progress}
          onStop={bulk.stop}
          onClose={bulk.dismiss}
        />
      )}
      {confirming && (
        <ConfirmDialog
          title={t("askDisable", { count })}
          body={t("askDisableBody")}
          action={t("disable")}
          onConfirm={() => {
            setConfirming(false);
            run("disable");
          }}
          onClose={() => setConfirming(false)}
        />
      )}
    </section>
  );
}
