"use client";

import { useFormatter, useTranslations } from "next-intl";
import { classNames } from "#components/ui/class-names.ts";
import type { InterfaceQuota } from "#lib/accounts/quota/index.ts";
import { interfaceName } from "./interface-names.ts";

/** Share of the daily quota above which a bar is marked as a warning. */
const NEARLY_USED_UP = 0.8;

/** Today's use of the important interfaces, each as a bar. */
export function QuotaBars({ interfaces }: { interfaces: InterfaceQuota[] }) {
  const t = useTranslations("operations.quota");
  return (
    <section className="grid gap-2.5" aria-label={t("today")}>
      <h3 className="font-medium">{t("today")}</h3>
      {interfaces.map((quota) => (
        <Bar key={quota.path} quota={quota} />
      ))}
    </section>
  );
}

function Bar({ quota }: { quota: InterfaceQuota }) {
  const t = useTranslations("operations.quota");
  const errors = useTranslations("wechatErrors");
  const format = useFormatter();
  const name = t(`interfaces.${interfaceName(quota.path)}`);
  if ("errorKey" in quota)
    return (
      <p className="text-small">
        {name}{" "}
        <span className="text-soft">{errors(quota.errorKey as "-1")}</span>
      </p>
    );
  const { used, dailyLimit } = quota;
  const share = dailyLimit > 0 ? Math.min(1, used / dailyLimit) : 0;
  const nearly = share >= NEARLY_USED_UP;
  return (
    <div className="grid gap-1">
      <div className="flex flex-wrap justify-between gap-x-3 text-small">
        <span>{name}</span>
        <span className={nearly ? "font-medium text-danger" : "text-soft"}>
          {format.number(used)} / {format.number(dailyLimit)}
        </span>
      </div>
      <div
        role="meter"
        aria-label={name}
        aria-valuemin={0}
        aria-valuemax={dailyLimit}
        aria-valuenow={used}
        className="h-2 overflow-hidden rounded-full bg-sunken"
      >
        <div
          className={classNames(
            "h-full rounded-full",
            nearly ? "bg-danger" : "bg-jade",
          )}
          style={{ width: `${Math.max(share * 100, used > 0 ? 1 : 0)}%` }}
        />
      </div>
    </div>
  );
}
