"use client";

import { useFormatter, useTranslations } from "next-intl";
import { Badge, type Tone } from "#components/ui/badge.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Time } from "#components/ui/time.tsx";
import type { QuotaReset, ResetResult } from "#lib/accounts/quota/index.ts";
import { interfaceName } from "./interface-names.ts";

const tones: Record<QuotaReset["outcome"], Tone> = {
  pending: "info",
  done: "success",
  refused: "danger",
  unknown: "warning",
};

/** The result of the reset that was just requested. */
export function QuotaResult({ result }: { result: ResetResult }) {
  const t = useTranslations("operations.quota");
  const errors = useTranslations("wechatErrors");
  const tone =
    result.outcome === "done"
      ? "success"
      : result.outcome === "refused"
        ? "danger"
        : "warning";
  const key = result.errorKey as "-1" | null;
  return (
    <Callout tone={tone} title={t(`results.${result.outcome}`)}>
      {result.outcome !== "done" && key && errors.has(key) && (
        <p>{errors(key)}</p>
      )}
      <BeforeAfter before={result.before} after={result.after} />
    </Callout>
  );
}

/** Past resets: time, person, outcome and effect. */
export function ResetHistory({ items }: { items: QuotaReset[] }) {
  const t = useTranslations("operations.quota");
  const errors = useTranslations("wechatErrors");
  return (
    <section className="grid gap-2">
      <h3 className="font-medium">{t("history")}</h3>
      {items.length === 0 && <p className="text-soft">{t("noHistory")}</p>}
      <ul>
        {items.map((item) => {
          const key = item.errorKey as "-1" | null;
          return (
            <li key={item.id} className="border-t border-line py-2">
              <p className="flex flex-wrap items-center gap-x-2">
                <Badge tone={tones[item.outcome]}>
                  {t(`outcomes.${item.outcome}`)}
                </Badge>
                <span className="text-small text-soft">
                  <Time at={item.at} /> · {item.by}
                </span>
              </p>
              {key && errors.has(key) && (
                <p className="text-small text-soft">{errors(key)}</p>
              )}
              <BeforeAfter before={item.before} after={item.after} />
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function BeforeAfter({ before, after }: Pick<QuotaReset, "before" | "after">) {
  const t = useTranslations("operations.quota");
  const format = useFormatter();
  const changed = (before ?? []).flatMap((was) => {
    const is = after?.find(({ path }) => path === was.path);
    return is && is.used !== was.used ? [{ ...was, now: is.used }] : [];
  });
  if (changed.length === 0) return null;
  return (
    <ul className="text-small text-soft">
      {changed.map(({ path, used, now }) => (
        <li key={path}>
          {t("change", {
            name: t(`interfaces.${interfaceName(path)}`),
            before: format.number(used),
            after: format.number(now),
          })}
        </li>
      ))}
    </ul>
  );
}
