import { CircleCheck, CircleDashed } from "lucide-react";
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { Badge } from "#components/ui/badge.tsx";
import type { PermissionSet } from "#lib/accounts/permissions/index.ts";

/** The sets of one account: minimum ones first, each granted or not. */
export function PermissionSets({
  sets,
  granted,
}: {
  sets: PermissionSet[];
  granted: number[];
}) {
  const known = sets.map((set) => set.id);
  const t = useTranslations("accounts.detail");
  const unknown = granted.filter((id) => !known.includes(id));
  const ordered = sets.toSorted(
    (a, b) => rank(a, granted) - rank(b, granted) || a.id - b.id,
  );
  return (
    <ul className="grid gap-x-6 sm:grid-cols-2">
      {ordered.map((set) => (
        <Item key={set.id} set={set} granted={granted.includes(set.id)} />
      ))}
      {unknown.map((id) => (
        <li key={id} className="border-b border-line py-2">
          {t("unknownSet", { id })}
        </li>
      ))}
    </ul>
  );
}

function rank(set: PermissionSet, granted: number[]): number {
  return (set.minimum ? 0 : 2) + (granted.includes(set.id) ? 0 : 1);
}

function Item({ set, granted }: { set: PermissionSet; granted: boolean }) {
  const t = useTranslations("accounts.detail");
  const english = useLocale() === "en";
  const Icon = granted ? CircleCheck : CircleDashed;
  return (
    <li className="flex items-start gap-2 border-b border-line py-2">
      <Icon
        aria-hidden
        className={`mt-0.5 size-4 shrink-0 ${granted ? "text-success" : set.minimum ? "text-warning" : "text-soft"}`}
      />
      <div className="min-w-0 flex-1">
        <p className={granted ? "" : "text-soft"}>
          <Link
            href={`/permissions/${set.id}`}
            prefetch={false}
            className="hover:underline"
          >
            {english ? set.en : set.zh}
          </Link>{" "}
          <span className="text-small text-soft">
            {english ? set.zh : set.en}
          </span>
        </p>
        <p className="flex flex-wrap gap-1">
          <span className="sr-only">
            {granted ? t("granted") : t("notGranted")}
          </span>
          {set.minimum && (
            <Badge tone={granted ? "success" : "warning"}>
              {granted ? t("minimum") : t("minimumMissing")}
            </Badge>
          )}
          {set.exclusive && <Badge>{t("exclusive")}</Badge>}
        </p>
      </div>
    </li>
  );
}
