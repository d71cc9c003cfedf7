import { useFormatter, useTranslations } from "next-intl";
import type { LinkDifference } from "#lib/authorization/index.ts";

/** What an updated authorization changed: permission sets gained and lost, scenes that now work or no longer do. */
export function Difference({
  difference: { gained, lost, began, ceased },
  setNames,
}: {
  difference: LinkDifference;
  setNames: Record<number, string>;
}) {
  const t = useTranslations("authorization.difference");
  const scenes = useTranslations("operations.scenes");
  const format = useFormatter();
  const sets = (ids: number[]) =>
    format.list(
      ids.map((id) => setNames[id] ?? String(id)),
      "names",
    );
  const names = (ids: LinkDifference["began"]) =>
    format.list(
      ids.map((id) => scenes(`names.${id}`)),
      "names",
    );
  if (gained.length === 0 && lost.length === 0)
    return <p className="text-soft">{t("none")}</p>;
  return (
    <ul className="grid gap-1">
      {gained.length > 0 && (
        <li className="text-success">{t("gained", { names: sets(gained) })}</li>
      )}
      {lost.length > 0 && (
        <li className="text-danger">{t("lost", { names: sets(lost) })}</li>
      )}
      {began.length > 0 && (
        <li className="font-medium">{t("began", { names: names(began) })}</li>
      )}
      {ceased.length > 0 && (
        <li className="font-medium">{t("ceased", { names: names(ceased) })}</li>
      )}
    </ul>
  );
}
