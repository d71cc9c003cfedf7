"use client";

import {
  Download,
  type LucideIcon,
  Power,
  PowerOff,
  RefreshCw,
} from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import type { AllowedOperations, BulkAction } from "#lib/accounts/index.ts";
import type { useSelection } from "./use-selection.ts";

const actions: {
  action: BulkAction;
  needs: "enable" | "refresh";
  Icon: LucideIcon;
}[] = [
  { action: "enable", needs: "enable", Icon: Power },
  { action: "disable", needs: "enable", Icon: PowerOff },
  { action: "refresh", needs: "refresh", Icon: RefreshCw },
];

/** The buttons for the selected accounts. */
export function BulkActions({
  selection,
  may,
  filter,
  running,
  onRun,
}: {
  selection: ReturnType<typeof useSelection>;
  may: AllowedOperations;
  /** The list's filter as a query, for the export of all that match. */
  filter: string;
  running: boolean;
  onRun: (action: BulkAction) => void;
}) {
  const t = useTranslations("operations.bulk");
  const { selected, everything, collecting } = selection;
  const count = selected.length;
  const query = everything
    ? filter
    : `appids=${selected.map(({ appid }) => appid).join(",")}`;
  return (
    <div className="flex flex-wrap items-center gap-2">
      <p className="mr-1 font-medium" aria-live="polite">
        {everything ? t("all", { count }) : t("selected", { count })}
      </p>
      {!everything && (
        <Button
          size="small"
          variant="ghost"
          pending={collecting}
          onClick={() => void selection.selectAll()}
        >
          {collecting ? t("collecting") : t("selectAll")}
        </Button>
      )}
      {actions
        .filter(({ needs }) => may[needs])
        .map(({ action, Icon }) => (
          <Button
            key={action}
            size="small"
            disabled={running}
            onClick={() => onRun(action)}
          >
            <Icon aria-hidden />
            {t(action)}
          </Button>
        ))}
      <Button size="small" asChild>
        <a href={`/api/v1/accounts/export?${query}`} download>
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
  );
}
