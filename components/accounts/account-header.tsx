import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Avatar } from "#components/ui/avatar.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Time } from "#components/ui/time.tsx";
import type { AccountDetail } from "#lib/accounts/index.ts";
import { KindBadge, StatusBadge, VerifiedMark } from "./labels.tsx";
import { reasonOf } from "./status-reason.ts";

/** Name and status of the account; for a deauthorized one, how to reconnect it. */
export function AccountHeader({
  account,
  actions,
}: {
  account: AccountDetail;
  actions: ReactNode;
}) {
  const t = useTranslations("accounts");
  return (
    <header className="mb-5 grid gap-4">
      <div className="flex flex-wrap items-center justify-between gap-4">
        <div className="flex min-w-0 items-center gap-4">
          <Avatar url={account.avatarUrl} name={account.name} size="large" />
          <div className="min-w-0">
            <h1 className="text-xl font-semibold break-words">
              {account.name}
            </h1>
            <p className="flex flex-wrap items-center gap-2">
              <KindBadge kind={account.kind} />
              <StatusBadge status={account.status} />
              <VerifiedMark verified={account.verified} />
            </p>
          </div>
        </div>
        {actions}
      </div>
      {account.status === "deauthorized" && (
        <Callout tone="danger" title={t("detail.gone")}>
          {account.deauthorizedAt && (
            <>
              <Time at={account.deauthorizedAt} />{" "}
            </>
          )}
          {t("detail.goneBody")}
        </Callout>
      )}
      <StatusReason account={account} />
    </header>
  );
}

function StatusReason({ account }: { account: AccountDetail }) {
  const t = useTranslations("accounts");
  const reason = reasonOf(account);
  return reason ? (
    <Callout tone="warning">
      {t(`reasons.${reason}`)} {account.readiness.ready && t("offered")}
    </Callout>
  ) : null;
}
