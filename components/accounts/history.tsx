import { useFormatter, useTranslations } from "next-intl";
import { Time } from "#components/ui/time.tsx";
import type { AccountEvent, AuthorizationChange } from "#lib/accounts/index.ts";
import { Badge } from "#components/ui/badge.tsx";
import type { SetNames } from "./account-row.tsx";

const tones = {
  authorized: "success",
  updated: "info",
  unauthorized: "danger",
} as const;

/** The authorizations of an account with what each changed. */
export function AuthorizationHistory({
  changes,
  setNames,
}: {
  changes: AuthorizationChange[];
  setNames: SetNames;
}) {
  const t = useTranslations("accounts.detail");
  const format = useFormatter();
  if (changes.length === 0)
    return <p className="text-soft">{t("noHistory")}</p>;
  const names = (ids: number[]) =>
    format.list(
      ids.map((id) => setNames[id] ?? String(id)),
      "names",
    );
  return (
    <ol className="grid gap-4 border-l-2 border-line pl-4">
      {changes.map((change) => (
        <li key={change.id}>
          <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
            <Badge tone={tones[change.kind]}>
              {t(`changes.${change.kind}`)}
            </Badge>
            <span className="text-small text-soft">
              <Time at={change.at} /> · {t(`sources.${change.source}`)}
              {change.label && ` · ${change.label}`}
            </span>
          </p>
          {change.gained.length > 0 && (
            <p className="text-small">
              <span className="font-medium text-success">
                {t("gained", { count: change.gained.length })}
              </span>{" "}
              {names(change.gained)}
            </p>
          )}
          {change.lost.length > 0 && (
            <p className="text-small">
              <span className="font-medium text-danger">
                {t("lost", { count: change.lost.length })}
              </span>{" "}
              {names(change.lost)}
            </p>
          )}
        </li>
      ))}
    </ol>
  );
}

/** The latest callbacks of this account. */
export function RecentEvents({ events }: { events: AccountEvent[] }) {
  const t = useTranslations("accounts.detail");
  if (events.length === 0) return <p className="text-soft">{t("noEvents")}</p>;
  return (
    <ul>
      {events.map((event) => (
        <li
          key={event.id}
          className="flex flex-wrap justify-between gap-x-4 border-b border-line py-1.5 last:border-0"
        >
          <span>
            <code className="text-small break-all">{event.name}</code>{" "}
            {event.state !== "done" && (
              <Badge tone={event.state === "failed" ? "danger" : "warning"}>
                {t(`eventStates.${event.state}`)}
              </Badge>
            )}
          </span>
          <span className="text-small text-soft">
            <Time at={event.at} />
          </span>
        </li>
      ))}
    </ul>
  );
}
