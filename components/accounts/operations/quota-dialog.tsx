"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import type { AnswerOf } from "#components/api-client.ts";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { ErrorCallout } from "#components/ui/error-callout.tsx";
import { Skeleton } from "#components/ui/states.tsx";
import { Time } from "#components/ui/time.tsx";
import type { AccountSummary } from "#lib/accounts/index.ts";
import { useQuota, useResetQuota } from "./api.ts";
import { QuotaBars } from "./quota-bars.tsx";
import { QuotaResult, ResetHistory } from "./quota-history.tsx";

/** Today's quota use, the remaining resets of the month, and the reset with a confirmation. */
export function QuotaDialog({
  account,
  onClose,
}: {
  account: AccountSummary;
  onClose: () => void;
}) {
  const t = useTranslations("operations.quota");
  const common = useTranslations("common");
  const quota = useQuota(account.appid);
  const reset = useResetQuota(account.appid);
  const [asking, setAsking] = useState(false);
  const ledger = quota.data?.ledger;
  const today = quota.data?.today;
  const press = () => {
    if (!asking) {
      reset.reset();
      setAsking(true);
      return;
    }
    setAsking(false);
    reset.mutate();
  };
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t("title", { name: account.name })}
      description={t("description")}
      footer={
        <>
          <Button onClick={asking ? () => setAsking(false) : onClose}>
            {asking ? common("cancel") : common("close")}
          </Button>
          <Button
            variant={asking ? "danger" : "primary"}
            disabled={!ledger || ledger.remaining === 0 || reset.isPending}
            pending={reset.isPending}
            onClick={press}
          >
            {asking ? t("confirm") : t("action")}
          </Button>
        </>
      }
    >
      <div className="grid gap-4">
        {quota.isPending && <Skeleton className="h-56" />}
        <ErrorCallout error={quota.error} />
        {ledger && <RemainingResets ledger={ledger} />}
        {asking && (
          <Callout tone="warning" role="alert" title={t("askTitle")}>
            {t("askBody")}
          </Callout>
        )}
        <div aria-live="polite">
          {reset.isPending && <p className="text-soft">{t("running")}</p>}
          <ErrorCallout error={reset.error} />
          {reset.data && <QuotaResult result={reset.data} />}
        </div>
        {today && <TodaysUse today={today} />}
        {ledger && <ResetHistory items={ledger.items} />}
      </div>
    </Dialog>
  );
}

function RemainingResets({ ledger }: { ledger: AnswerOf<"listQuotaResets"> }) {
  const t = useTranslations("operations.quota");
  return (
    <div>
      <p className="text-base font-semibold">
        {t("remaining", {
          remaining: ledger.remaining,
          limit: ledger.limit,
        })}
      </p>
      <p className="text-small text-soft">
        {t("renews")} <Time at={ledger.renewsAt} /> · {t("sharedCount")}
      </p>
      {ledger.unknown > 0 && (
        <p className="text-small text-warning">
          {t("unknownCount", { count: ledger.unknown })}
        </p>
      )}
    </div>
  );
}

function TodaysUse({ today }: { today: AnswerOf<"readQuota"> | Error }) {
  const t = useTranslations("operations.quota");
  if (today instanceof Error)
    return (
      <Callout tone="warning">
        {t("noReading")} {today.message}
      </Callout>
    );
  return <QuotaBars interfaces={today.interfaces} />;
}
