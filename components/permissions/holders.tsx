import { CircleCheck, CircleDashed, type LucideIcon } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Avatar } from "#components/ui/avatar.tsx";
import type { NamedAccounts } from "#lib/accounts/index.ts";
import type { CatalogueType } from "#lib/accounts/permissions/index.ts";

/** Which accounts have a set and which lack it. */
export function Holders({
  type,
  holders,
}: {
  type: CatalogueType;
  holders: { having: NamedAccounts; lacking: NamedAccounts } | null;
}) {
  const t = useTranslations("permissions.detail");
  const typeName = useTranslations("permissions.types")(type);
  if (!holders)
    return <p className="text-soft">{t("holdersNone", { type: typeName })}</p>;
  const { having, lacking } = holders;
  if (having.total + lacking.total === 0)
    return <p className="text-soft">{t("noAccounts", { type: typeName })}</p>;
  return (
    <div className="grid gap-5">
      <Group
        title={t("having", { count: having.total })}
        Icon={CircleCheck}
        look="text-success"
        accounts={having}
        none={t("havingNone")}
      />
      <Group
        title={t("lacking", { count: lacking.total })}
        Icon={CircleDashed}
        look="text-warning"
        accounts={lacking}
        none={t("lackingNone")}
      />
      <Link
        href={`/permissions/matrix?type=${type}`}
        className="justify-self-start text-jade underline"
      >
        {t("allInMatrix")}
      </Link>
    </div>
  );
}

function Group({
  title,
  Icon,
  look,
  accounts: { items, total },
  none,
}: {
  title: string;
  Icon: LucideIcon;
  look: string;
  accounts: NamedAccounts;
  none: string;
}) {
  const t = useTranslations("permissions.detail");
  return (
    <section>
      <h3 className="mb-1.5 flex items-center gap-2 font-semibold">
        <Icon aria-hidden className={`size-4 ${look}`} />
        {title}
      </h3>
      {items.length === 0 && <p className="text-soft">{none}</p>}
      <ul className="max-h-96 overflow-y-auto">
        {items.map((account) => (
          <li key={account.appid}>
            <Link
              href={`/accounts/${account.appid}`}
              prefetch={false}
              className="flex min-h-11 items-center gap-2.5 rounded-md px-1 py-1 hover:bg-sunken"
            >
              <Avatar url={account.avatarUrl} name={account.name} />
              <span className="min-w-0 break-words">{account.name}</span>
            </Link>
          </li>
        ))}
      </ul>
      {total > items.length && (
        <p className="mt-1 text-small text-soft">
          {t("more", { shown: items.length, total })}
        </p>
      )}
    </section>
  );
}
