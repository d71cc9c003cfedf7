import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { AccountList } from "#components/accounts/account-list.tsx";
import { EmptyList } from "#components/accounts/empty-list.tsx";
import { AccountFilters } from "#components/accounts/filters.tsx";
import { ListActions } from "#components/accounts/list-actions.tsx";
import { Pager } from "#components/ui/pager.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import {
  accountList,
  allowedOperations,
  readAccountQuery,
} from "#lib/accounts/index.ts";
import { can } from "#lib/access/index.ts";
import { connectNotes } from "#lib/accounts/permissions/index.ts";
import { platformOverview } from "#lib/credentials/platform/index.ts";
import { requireUser } from "#lib/identity/next/index.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("accounts"))("title") };
}

export default async function AccountsPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string>>;
}) {
  const actor = await requireUser();
  const query = readAccountQuery(await searchParams);
  const { cursor, limit, ...filter } = query;
  const [t, locale, { items, nextCursor }, platform] = await Promise.all([
    getTranslations("accounts"),
    getLocale(),
    accountList(actor, query),
    platformOverview(actor),
  ]);
  const filtered = Boolean(query.q ?? query.kind ?? query.status ?? cursor);
  const empty = items.length === 0;
  const context = {
    notes: { ...connectNotes(locale), simulated: platform.simulated },
    may: allowedOperations(actor),
  };
  return (
    <>
      <PageHeader
        title={t("title")}
        description={t("description")}
        actions={
          <ListActions
            notes={context.notes}
            mayConnect={platform.configured && context.may.connect}
            maySync={platform.configured && can(actor, "platform.sync")}
          />
        }
      />
      <div className="rounded-lg border border-line bg-surface">
        {(!empty || filtered) && <AccountFilters />}
        {empty ? (
          <EmptyList
            filtered={filtered}
            configured={platform.configured}
            ticketArrived={platform.health.ticket.state === "fresh"}
          />
        ) : (
          <AccountList accounts={items} context={context} filter={filter} />
        )}
        <Pager
          path="/accounts"
          query={{ ...query, limit: limit?.toString() }}
          nextCursor={nextCursor}
        />
      </div>
    </>
  );
}
