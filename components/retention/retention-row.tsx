"use client";

import { useTranslations } from "next-intl";
import { Field, TextInput } from "#components/ui/field.tsx";
import { Time } from "#components/ui/time.tsx";
import type { Retention } from "#lib/maintenance/retention/index.ts";

export function RetentionRow({
  item,
  mayChange,
  error,
}: {
  item: Retention;
  mayChange: boolean;
  error: string | undefined;
}) {
  const t = useTranslations("retention");
  const { kind, days, least, most } = item;
  return (
    <li className="grid gap-x-6 gap-y-2 p-4 sm:grid-cols-[1fr_16rem] sm:px-5">
      <div>
        <h2 className="font-medium">{t(`kinds.${kind}.title`)}</h2>
        <p className="text-small text-soft">{t(`kinds.${kind}.body`)}</p>
        <p className="mt-1 text-small">
          <span className="font-semibold">{days}</span> {t("days")} ·{" "}
          <Source item={item} />
        </p>
      </div>
      {mayChange && (
        <Field
          label={
            <>
              <span className="sr-only">{t(`kinds.${kind}.title`)} </span>
              {t("range", { least, most })}
            </>
          }
          hint={t("defaultIs", { days: item.default.days })}
          error={error}
        >
          {(wiring) => (
            <TextInput
              {...wiring}
              name={kind}
              type="number"
              inputMode="numeric"
              min={least}
              max={most}
              step={1}
              defaultValue={item.source === "console" ? days : ""}
              placeholder={String(item.default.days)}
            />
          )}
        </Field>
      )}
    </li>
  );
}

/** Where the value comes from. */
function Source({
  item: { source, set, default: fallback },
}: {
  item: Retention;
}) {
  const t = useTranslations("retention.source");
  if (source === "console" && set)
    return (
      <>
        {t("console", { name: set.by })} <Time at={set.at} />
      </>
    );
  return source === "environment"
    ? t("environment", { variable: fallback.variable ?? "" })
    : t("default");
}
