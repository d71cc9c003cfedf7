"use client";

import { useTranslations } from "next-intl";
import { Callout } from "#components/ui/callout.tsx";
import { Card } from "#components/ui/card.tsx";
import { Time } from "#components/ui/time.tsx";
import type { Status } from "#lib/monitoring/status/index.ts";
import { useStatus } from "./api.ts";
import { ProblemList } from "./problem-list.tsx";
import { StatusFacts } from "./status-facts.tsx";

const EVERY_MS = 15_000;

/** The current problems with what to do about each, polled. */
export function StatusPanel({ initial }: { initial: Status }) {
  const t = useTranslations("status");
  const { data, isError } = useStatus({ everyMs: EVERY_MS, initial });
  const { at, well, problems, facts } = data ?? initial;
  return (
    <div className="grid gap-5">
      {isError && <Callout tone="warning">{t("unreachable")}</Callout>}
      <div role="status">
        {well ? (
          <Callout tone="success" title={t("well")}>
            {t("wellBody")}
          </Callout>
        ) : (
          <h2 className="text-heading font-semibold">
            {t("problemsTitle", { count: problems.length })}
          </h2>
        )}
      </div>
      {!well && <ProblemList problems={problems} />}
      <Card title={t("factsTitle")}>
        <StatusFacts facts={facts} />
        <p className="mt-4 text-small text-soft">
          {t("updated")} <Time at={at} />
        </p>
      </Card>
    </div>
  );
}
