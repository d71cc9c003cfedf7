import Link from "next/link";
import { useTranslations } from "next-intl";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Time } from "#components/ui/time.tsx";
import type { Problem, ProblemKind } from "#lib/monitoring/status/index.ts";

/** The page on which a problem can be fixed; none where the console cannot fix it. */
const fixPages: Partial<Record<ProblemKind, string>> = {
  platform_missing: "/settings/platform",
  ticket_never: "/settings/platform",
  ticket_late: "/settings/platform",
  ticket_expired: "/settings/platform",
  platform_token_failing: "/settings/platform",
  accounts_need_authorization: "/accounts",
  tokens_failing: "/accounts",
  events_parked: "/events?state=failed",
  webhooks_failing: "/settings/webhooks",
};

/** What is wrong, since when, and what to do. */
export function ProblemList({ problems }: { problems: Problem[] }) {
  return (
    <ul className="divide-y divide-line rounded-lg border border-line bg-surface">
      {problems.map((problem) => (
        <ProblemRow key={problem.id} problem={problem} />
      ))}
    </ul>
  );
}

function ProblemRow({ problem }: { problem: Problem }) {
  const t = useTranslations("status");
  const errors = useTranslations("wechatErrors");
  const { kind, severity, since, details } = problem;
  const fixPage = fixPages[kind];
  const key = (details.key ?? "unknown") as "unknown";
  return (
    <li className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3 px-4 py-4">
      <div className="grid min-w-0 flex-1 basis-80 justify-items-start gap-1">
        <div className="flex flex-wrap items-center gap-2">
          <h3 className="font-semibold">
            {t(`problems.${kind}.title`, {
              count: details.count,
              api: details.api ?? "",
            })}
          </h3>
          <Badge tone={severity}>{t(`severity.${severity}`)}</Badge>
        </div>
        <p className="text-small text-soft">
          {t("since")} <Time at={since} />
        </p>
        {details.key !== null && errors.has(key) && (
          <p className="text-danger">{errors(key)}</p>
        )}
        <p>
          <span className="text-soft">{t("wayTitle")}</span>{" "}
          {t(`problems.${kind}.way`)}
        </p>
      </div>
      {fixPage && (
        <Button asChild size="small">
          <Link href={fixPage}>{t("go")}</Link>
        </Button>
      )}
    </li>
  );
}
