import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { AccountHeader } from "#components/accounts/account-header.tsx";
import {
  AccountFacts,
  ReadinessChecks,
  TokenState,
} from "#components/accounts/account-facts.tsx";
import { DetailActions } from "#components/accounts/detail-actions.tsx";
import {
  AuthorizationHistory,
  RecentEvents,
} from "#components/accounts/history.tsx";
import { PermissionSets } from "#components/accounts/permission-sets.tsx";
import { Card } from "#components/ui/card.tsx";
import { accountDetail } from "#lib/accounts/index.ts";
import { can } from "#lib/auth/index.ts";
import {
  connectNotes,
  permissionSetsOf,
  setNames,
} from "#lib/permissions/index.ts";
import { platformOverview } from "#lib/platform/index.ts";
import { requireUser } from "#lib/session/index.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("accounts.detail"))("title") };
}

export default async function AccountPage({
  params,
}: {
  params: Promise<{ appid: string }>;
}) {
  const actor = await requireUser();
  const { appid } = await params;
  const [t, locale, account, platform] = await Promise.all([
    getTranslations("accounts.detail"),
    getLocale(),
    accountDetail(actor, appid),
    platformOverview(actor),
  ]);
  if (!account) notFound();
  const names = setNames(
    account.authorizations.flatMap(({ gained, lost }) => [...gained, ...lost]),
    locale,
  );
  const actions = (
    <DetailActions
      account={{ appid, name: account.name, status: account.status }}
      notes={{ ...connectNotes(locale), simulated: platform.simulated }}
      mayConnect={can(actor, "links.manage")}
      mayRefresh={can(actor, "accounts.refresh")}
    />
  );
  return (
    <>
      <AccountHeader account={account} actions={actions} />
      <div className="grid items-start gap-5 lg:grid-cols-[3fr_2fr]">
        <div className="grid gap-5">
          <Card
            title={t("permissionSets")}
            description={t("permissionSetsBody", {
              count: account.permissionSets.length,
            })}
          >
            <PermissionSets
              sets={permissionSetsOf(account.type)}
              granted={account.permissionSets}
            />
          </Card>
          <Card title={t("history")}>
            <AuthorizationHistory
              changes={account.authorizations}
              setNames={names}
            />
          </Card>
        </div>
        <div className="grid gap-5">
          <Card title={t("readiness")}>
            <ReadinessChecks account={account} />
          </Card>
          <Card title={t("accessToken")}>
            <TokenState token={account.token} />
          </Card>
          <Card title={t("facts")}>
            <AccountFacts account={account} />
          </Card>
          <Card title={t("events")}>
            <RecentEvents events={account.events} />
          </Card>
        </div>
      </div>
    </>
  );
}
