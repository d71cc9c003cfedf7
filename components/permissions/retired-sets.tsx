import { useLocale, useTranslations } from "next-intl";
import type { RetiredSet } from "#lib/accounts/permissions/index.ts";

/** The ids that WeChat has retired, for readers of old lists. */
export function RetiredSets({ sets }: { sets: readonly RetiredSet[] }) {
  const t = useTranslations("permissions");
  const english = useLocale() === "en";
  return (
    <section
      aria-labelledby="retired-sets"
      className="mt-5 px-1 text-small text-soft"
    >
      <h2 id="retired-sets" className="font-semibold">
        {t("retired")}
      </h2>
      <p>{t("retiredBody")}</p>
      <ul className="flex flex-wrap gap-x-4">
        {sets.map(({ id, zh, en }) => (
          <li key={id}>
            {id} {english ? en : zh}
          </li>
        ))}
      </ul>
    </section>
  );
}
