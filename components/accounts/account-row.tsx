import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { Operations } from "#components/accounts/operations/operations.tsx";
import { SceneStrip } from "#components/accounts/operations/scene-strip.tsx";
import type { OperationContext } from "#components/accounts/operations/operation-context.ts";
import { Avatar } from "#components/ui/avatar.tsx";
import { TableRow } from "#components/ui/table.tsx";
import { Time } from "#components/ui/time.tsx";
import type { AccountSummary } from "#lib/accounts/index.ts";
import { KindBadge, StatusBadge, VerifiedMark } from "./labels.tsx";
import { reasonOf } from "./status-reason.ts";

export type SetNames = Record<number, string>;

type AccountRowProps = {
  account: AccountSummary;
  context: OperationContext;
  selected: boolean;
  onSelect: (selected: boolean) => void;
};

export function AccountRow({
  account,
  context,
  selected,
  onSelect,
}: AccountRowProps) {
  const t = useTranslations("operations.bulk");
  return (
    <TableRow className="relative gap-2.5">
      <td className="absolute top-4 right-4 md:static md:w-10">
        <input
          type="checkbox"
          className="mt-1 size-4 accent-jade"
          aria-label={t("select", { name: account.name })}
          checked={selected}
          onChange={(event) => onSelect(event.target.checked)}
        />
      </td>
      <td className="pr-8">
        <div className="flex items-start gap-3">
          <Avatar url={account.avatarUrl} name={account.name} />
          <div className="grid min-w-0 gap-1">
            <Link
              href={`/accounts/${account.appid}`}
              className="font-semibold break-words hover:underline"
            >
              {account.name}
            </Link>
            <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
              <KindBadge kind={account.kind} />
              <VerifiedMark verified={account.verified} />
            </p>
            <p className="text-small break-words text-soft">
              {account.principal}
            </p>
          </div>
        </div>
      </td>
      <td>
        <Permissions account={account} setNames={context.notes.setNames} />
      </td>
      <td>
        <SceneStrip scenes={account.scenes} />
      </td>
      <td>
        <Status account={account} />
      </td>
      <td className="md:w-78">
        <Operations account={account} context={context} size="small" />
      </td>
    </TableRow>
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
  const format = useFormatter();
  if (account.status === "deauthorized")
    return <span className="text-soft">{t("noSets")}</span>;
  const missing = account.missingSets.map((id) => setNames[id] ?? String(id));
  return (
    <div>
      <p>{t("granted", { count: account.permissionSets.length })}</p>
      {missing.length > 0 ? (
        <p className="max-w-56 text-small text-warning">
          {t("missing", { names: format.list(missing, "names") })}
        </p>
      ) : (
        <p className="text-small text-soft">{t("minimumComplete")}</p>
      )}
    </div>
  );
}

function Status({ account }: { account: AccountSummary }) {
  const t = useTranslations("accounts");
  const reason = reasonOf(account);
  const offered = account.status === "disabled" && account.readiness.ready;
  return (
    <div className="grid justify-items-start gap-1 text-small">
      <StatusBadge status={account.status} />
      {reason && (
        <p className="max-w-44 text-warning">{t(`reasons.${reason}`)}</p>
      )}
      {offered && (
        <p className="text-success">{t(reason ? "offered" : "ready")}</p>
      )}
      {account.status !== "deauthorized" && (
        <p className={account.openidProperty ? "text-soft" : "text-warning"}>
          {account.openidProperty
            ? t("openid", { name: account.openidProperty.displayName })
            : t("noOpenid")}
        </p>
      )}
      <p className="text-soft">
        <Time at={account.authorizedAt} />
      </p>
    </div>
  );
}
