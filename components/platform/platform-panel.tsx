"use client";

import { useTranslations } from "next-intl";
import { Callout } from "#components/ui/callout.tsx";
import type { PlatformOverview } from "#lib/credentials/platform/index.ts";
import { usePlatform } from "./api.ts";
import { CopyList } from "./copy-list.tsx";
import { HealthCard } from "./health-card.tsx";
import { PlatformForm } from "./platform-form.tsx";

export function PlatformPanel({
  initial,
  mayWrite,
  mayRepair,
}: {
  initial: PlatformOverview;
  mayWrite: boolean;
  mayRepair: boolean;
}) {
  const t = useTranslations("platform");
  const { data: platform } = usePlatform(initial);
  return (
    <div className="grid items-start gap-5 xl:grid-cols-2">
      <div className="grid gap-5">
        {platform.simulated && (
          <Callout tone="warning" title={t("simulated")}>
            {t("simulatedBody")}
          </Callout>
        )}
        {platform.source === "environment" && (
          <Callout tone="info" title={t("byEnvironment")}>
            {t("byEnvironmentBody")}
          </Callout>
        )}
        <HealthCard
          health={platform.health}
          mayRepair={mayRepair}
          configured={platform.configured}
        />
        <CopyList urls={platform.urls} />
      </div>
      {mayWrite && platform.source !== "environment" && (
        <PlatformForm key={platform.componentAppid} platform={platform} />
      )}
    </div>
  );
}
