import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { useTranslations } from "next-intl";
import { getLocale, getTranslations } from "next-intl/server";
import { AccountHeader } from "#components/accounts/account-header.tsx";
import {
  AccountFacts,
  TokenState,
} from "#components/accounts/account-facts.tsx";
import { RefreshButton } from "#components/accounts/refresh-button.tsx";
import {
  AuthorizationHistory,
  RecentEvents,
} from "#components/accounts/history.tsx";
import { PermissionSets } from "#components/accounts/permission-sets.tsx";
import { ConfigPanel } from "#components/mini-programs/config-panel.tsx";
import { EnableCard } from "#components/accounts/operations/enable-card.tsx";
import { Operations } from "#components/accounts/operations/operations.tsx";
import { SceneList } from "#components/accounts/operations/scene-list.tsx";
import { Card } from "#components/ui/card.tsx";
import {
  type AccountDetail,
  accountDetail,
  allowedOperations,
} from "#lib/accounts/index.ts";
import { can } from "#lib/access/index.ts";
import { miniProgramConfig } from "#lib/mini-programs/index.ts";
import {
  connectNotes,
  permissionSetsOf,
} from "#lib/accounts/permissions/index.ts";
import { platformOverview } from "#lib/credentials/platform/index.ts";
import { requireUser } from "#lib/identity/next/index.ts";

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
  const [t, scenes, locale, account, platform] = await Promise.all([
    getTranslations("accounts.detail"),
    getTranslations("operations.scenes"),
    getLocale(),
    accountDetail(actor, appid),
    platformOverview(actor),
  ]);
  if (!account) notFound();
  const config =
    account.type === "mini_program"
      ? await miniProgramConfig(actor, appid)
      : null;
  const context = {
    notes: { ...connectNotes(locale), simulated: platform.simulated },
    may: allowedOperations(actor),
  };
  const { setNames } = context.notes;
  return (
    <>
      <AccountHeader
        account={account}
        actions={
          context.may.refresh &&
          account.status !== "deauthorized" && <RefreshButton appid={appid} />
        }
      />
      <div className="mb-5">
        <Operations account={account} context={context} />
      </div>
      <div className="mb-5 grid gap-5 lg:grid-cols-[3fr_2fr]">
        <Card title={scenes("title")} description={scenes("description")}>
          <SceneList scenes={account.scenes} setNames={setNames} />
        </Card>
        <Card title={t("readiness")}>
          <EnableCard account={account} context={context} />
        </Card>
      </div>
      {config && (
        <ConfigPanel
          appid={appid}
          initial={config}
          mayConfigure={context.may.configure}
        />
      )}
      <div className="grid gap-5 lg:grid-cols-[3fr_2fr]">
        <AuthorizationColumn
          account={account}
          setNames={setNames}
          mayReadAudit={can(actor, "audit.read")}
        />
        <StateColumn account={account} />
      </div>
    </>
  );
}

/** Granted permission sets and past authorizations. */
function AuthorizationColumn({
  account,
  setNames,
  mayReadAudit,
}: {
  account: AccountDetail;
  setNames: Record<number, string>;
  mayReadAudit: boolean;
}) {
  const t = useTranslations("accounts.detail");
  return (
    <div className="grid content-start gap-5">
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
      <Card
        title={t("history")}
        actions={
          mayReadAudit && (
            <Link
              href={{ pathname: "/audit", query: { subject: account.appid } }}
              className="text-small text-jade hover:underline"
            >
              {t("audit")}
            </Link>
          )
        }
      >
        <AuthorizationHistory
          changes={account.authorizations}
          setNames={setNames}
        />
      </Card>
    </div>
  );
}

/** Access token, data from WeChat and the latest callbacks. */
function StateColumn({ account }: { account: AccountDetail }) {
  const t = useTranslations("accounts.detail");
  return (
    <div className="grid content-start gap-5">
      <Card title={t("accessToken")}>
        <TokenState token={account.token} />
      </Card>
      <Card title={t("facts")}>
        <AccountFacts account={account} />
      </Card>
      <Card
        title={t("events")}
        actions={
          <Link
            href={{ pathname: "/events", query: { q: account.appid } }}
            className="text-small text-jade hover:underline"
          >
            {t("allEvents")}
          </Link>
        }
      >
        <RecentEvents events={account.events} />
      </Card>
    </div>
  );
}
