"use client";

import { useFormatter, useTranslations } from "next-intl";
import { classNames } from "#components/ui/class-names.ts";
import type { AccountSummary } from "#lib/accounts/index.ts";

/** One mark per scene of an account, filled where it works; the names are in the title and for screen readers. */
export function SceneStrip({ scenes }: { scenes: AccountSummary["scenes"] }) {
  const t = useTranslations("operations.scenes");
  const format = useFormatter();
  const names = (works: boolean) =>
    format.list(
      scenes
        .filter((scene) => scene.works === works)
        .map(({ id }) => t(`names.${id}`)),
      "names",
    );
  const working = scenes.filter((scene) => scene.works).length;
  const title = [
    ...(working > 0 ? [t("working", { names: names(true) })] : []),
    ...(working < scenes.length
      ? [t("notWorking", { names: names(false) })]
      : []),
  ].join("\n");
  return (
    <div title={title} className="grid w-fit gap-1">
      <p className="text-small text-soft" aria-label={title}>
        {t("count", { working, all: scenes.length })}
      </p>
      <div aria-hidden className="flex gap-0.5">
        {scenes.map(({ id, works }) => (
          <span
            key={id}
            className={classNames(
              "h-1.5 w-3 rounded-full border",
              works ? "border-jade bg-jade" : "border-line-strong",
            )}
          />
        ))}
      </div>
    </div>
  );
}
