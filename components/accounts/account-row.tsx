import Link from "next/link";
import { useTranslations } from "next-intl";
import { Avatar } from "#components/ui/avatar.tsx";
import { Time } from "#components/ui/time.tsx";
import type { AccountSummary } from "#lib/accounts/index.ts";
import { KindBadge, StatusBadge, VerifiedMark } from "./labels.tsx";

export type SetNames = Record<number, string>;

export function AccountRow({
  account,
  setNames,
}: {
  account: AccountSummary;
  setNames: SetNames;
}) {
  return (
    <tr className="grid gap-2 border-b border-line p-4 last:border-0 hover:bg-raised md:table-row md:p-0">
      <td className="md:px-4 md:py-3">
        <div className="flex items-center gap-3">
          <Avatar url={account.avatarUrl} name={account.name} />
          <div className="min-w-0">
            <Link
              href={`/accounts/${account.appid}`}
              className="font-semibold break-words hover:underline"
            >
              {account.name}
            </Link>
            <p className="text-[13px] break-words text-soft">
              {account.principal}
            </p>
          </div>
        </div>
      </td>
      <td className="md:px-4 md:py-3">
        <div className="flex flex-wrap items-center gap-x-2 gap-y-1 md:grid md:justify-items-start">
          <KindBadge kind={account.kind} />
          <VerifiedMark verified={account.verified} />
        </div>
      </td>
      <td className="md:px-4 md:py-3">
        <Permissions account={account} setNames={setNames} />
      </td>
      <td className="md:px-4 md:py-3">
        <Status account={account} />
      </td>
      <td className="text-[13px] text-soft md:px-4 md:py-3">
        <Time at={account.authorizedAt} />
      </td>
    </tr>
  );
}

function Permissions({
  account,
  setNames,
}: {
  account: AccountSummary;
  setNames: SetNames;
}) {
  const t = useTranslations("accounts");
  if (account.status === "deauthorized")
    return <span className="text-soft">{t("noSets")}</span>;
  const missing = account.missingSets.map((id) => setNames[id] ?? String(id));
  return (
    <div>
      <p>{t("granted", { count: account.permissionSets.length })}</p>
      {missing.length > 0 ? (
        <p className="max-w-56 text-[13px] text-warning">
          {t("missing", { names: missing.join(t("comma")) })}
        </p>
      ) : (
        <p className="text-[13px] text-soft">{t("minimumComplete")}</p>
      )}
    </div>
  );
}

function Status({ account }: { account: AccountSummary }) {
  const t = useTranslations("accounts");
  return (
    <div className="grid justify-items-start gap-0.5">
      <StatusBadge status={account.status} />
      {account.statusReason === "permissions_lost" && (
        <p className="max-w-44 text-[13px] text-warning">
          {t("reasons.permissions_lost")}
        </p>
      )}
    </div>
  );
}
