"use client";

import { Download, Power, PowerOff, RefreshCw } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import type { AllowedOperations } from "#lib/accounts/index.ts";
import { BulkProgressPanel } from "./bulk-progress.tsx";
import { useBulkRun } from "./use-bulk-run.ts";
import type { useSelection } from "./use-selection.ts";

type BulkBarProps = {
  selection: ReturnType<typeof useSelection>;
  may: AllowedOperations;
  /** The list's filter as a query, for the export of all that match. */
  filter: string;
};

/** What can be done with the selected accounts at once. */
export function BulkBar({ selection, may, filter }: BulkBarProps) {
  const t = useTranslations("operations.bulk");
  const common = useTranslations("common");
  const bulk = useBulkRun();
  const [asking, setAsking] = useState(false);
  const { selected, everything } = selection;
  const count = selected.length;
  if (count === 0 && !bulk.progress) return null;
  const running = bulk.progress?.state === "running";
  const run = (action: "enable" | "disable" | "refresh") => {
    setAsking(false);
    void bulk.run(action, selected);
  };
  const exportAddress = everything
    ? `/api/v1/accounts/export?${filter}`
    : `/api/v1/accounts/export?appids=${selected.map(({ appid }) => appid).join(",")}`;
  return (
    <section
      aria-label={t("label")}
      className="grid gap-3 border-b border-line bg-jade-wash px-4 py-3"
    >
      {count > 0 && (
        <div className="flex flex-wrap items-center gap-2">
          <p className="mr-1 font-medium" aria-live="polite">
            {everything ? t("all", { count }) : t("selected", { count })}
          </p>
          {!everything && (
            <Button
              size="small"
              variant="ghost"
              pending={selection.collecting}
              onClick={() => void selection.selectAll()}
            >
              {selection.collecting ? t("collecting") : t("selectAll")}
            </Button>
          )}
          {may.enable && (
            <>
              <Button
                size="small"
                disabled={running}
                onClick={() => run("enable")}
              >
                <Power aria-hidden />
                {t("enable")}
              </Button>
              <Button
                size="small"
                disabled={running}
                onClick={() => setAsking(true)}
              >
                <PowerOff aria-hidden />
                {t("disable")}
              </Button>
            </>
          )}
          {may.refresh && (
            <Button
              size="small"
              disabled={running}
              onClick={() => run("refresh")}
            >
              <RefreshCw aria-hidden />
              {t("refresh")}
            </Button>
          )}
          <Button size="small" asChild>
            <a href={exportAddress} download>
              <Download aria-hidden />
              {t("export")}
            </a>
          </Button>
          <Button
            size="small"
            variant="ghost"
            disabled={running}
            onClick={selection.clear}
          >
            {t("clear")}
          </Button>
        </div>
      )}
      {selection.failed && (
        <p role="alert" className="text-small text-danger">
          {common("unreachable")}
        </p>
      )}
      {bulk.progress && (
        <BulkProgressPanel
          progress={bulk.progress}
          onStop={bulk.stop}
          onClose={bulk.dismiss}
        />
      )}
      {asking && (
        <Dialog
          open
          onOpenChange={() => setAsking(false)}
          title={t("askDisable", { count })}
          closeLabel={common("close")}
          footer={
            <>
              <Button onClick={() => setAsking(false)}>
                {common("cancel")}
              </Button>
              <Button variant="danger" onClick={() => run("disable")}>
                {t("disable")}
              </Button>
            </>
          }
        >
          <p>{t("askDisableBody")}</p>
        </Dialog>
      )}
    </section>
  );
}
