import { useTranslations } from "next-intl";
import { DescriptionList } from "#components/ui/description-list.tsx";
import { Time } from "#components/ui/time.tsx";
import type { Status } from "#lib/monitoring/status/index.ts";

/** The times of the latest activity. */
export function StatusFacts({ facts }: { facts: Status["facts"] }) {
  const t = useTranslations("status.facts");
  const { reconciliation } = facts;
  const time = (at: string | null) => (at ? <Time at={at} /> : t("never"));
  return (
    <DescriptionList
      items={[
        { term: t("ticket"), value: time(facts.ticketReceivedAt) },
        { term: t("platformToken"), value: time(facts.platformTokenExpiresAt) },
        { term: t("lastCallback"), value: time(facts.lastCallbackAt) },
        {
          term: t("reconciliation"),
          value: reconciliation ? (
            <div className="grid gap-0.5">
              <Time at={reconciliation.finishedAt} />
              <span className="text-small text-soft">
                {t("reconciliationValue", reconciliation)}
              </span>
            </div>
          ) : (
            t("never")
          ),
        },
      ]}
    />
  );
}
