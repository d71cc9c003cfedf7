import { Download, Lock, SearchX } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import { AuditFilters, Followed } from "#components/audit/audit-filters.tsx";
import { AuditTable } from "#components/audit/audit-table.tsx";
import { Button } from "#components/ui/button.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Pager } from "#components/ui/pager.tsx";
import { EmptyState } from "#components/ui/states.tsx";
import {
  auditAreaNames,
  auditList,
  type AuditRow,
  readAuditQuery,
} from "#lib/audit/log/index.ts";
import { can } from "#lib/access/index.ts";
import { allSetNames } from "#lib/accounts/permissions/index.ts";
import { retention } from "#lib/maintenance/retention/index.ts";
import { requireUser } from "#lib/identity/next/index.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("audit"))("title") };
}

type Search = Record<string, string | string[] | undefined>;

export default async function AuditPage({
  searchParams,
}: {
  searchParams: Promise<Search>;
}) {
  const actor = await requireUser();
  const t = await getTranslations("audit");
  if (!can(actor, "audit.read"))
    return (
      <>
        <PageHeader title={t("title")} />
        <div className="rounded-lg border border-line bg-surface">
          <EmptyState icon={Lock} title={t("adminsOnly")}>
            {t("adminsOnlyBody")}
          </EmptyState>
        </div>
      </>
    );
  const query = readAuditQuery(await searchParams);
  const { cursor, ...filter } = query;
  const [{ items, nextCursor }, kept] = await Promise.all([
    auditList(actor, query),
    retention(actor),
  ]);
  return (
    <>
      <PageHeader
        title={t("title")}
        description={t("description", {
          days: kept.find(({ kind }) => kind === "auditLog")?.days ?? 0,
        })}
        actions={
          <Button asChild>
            <a href={`/api/v1/audit-log/export?${addressOf(filter)}`} download>
              <Download aria-hidden />
              {t("export")}
            </a>
          </Button>
        }
      />
      <div className="rounded-lg border border-line bg-surface">
        <AuditFilters areas={auditAreaNames} />
        <Followed {...followed(filter, items)} />
        {items.length === 0 ? (
          <EmptyState
            icon={SearchX}
            title={t("empty")}
            action={
              <Button asChild>
                <Link href="/audit">{t("clear")}</Link>
              </Button>
            }
          >
            {t("emptyBody")}
          </EmptyState>
        ) : (
          <AuditTable
            entries={items}
            setNames={allSetNames(await getLocale())}
          />
        )}
        <Pager
          path="/audit"
          query={{ ...textsOf(filter), cursor }}
          nextCursor={nextCursor}
        />
      </div>
    </>
  );
}

type Filter = Omit<ReturnType<typeof readAuditQuery>, "cursor">;

/** The name of the actor or subject that the list is limited to. */
function followed({ actor, subject }: Filter, items: AuditRow[]) {
  const [newest] = items;
  return {
    actor: actor === undefined ? null : (newest?.actor.name ?? actor),
    subject: subject === undefined ? null : (newest?.subject?.name ?? subject),
  };
}

const textsOf = (filter: Filter) =>
  Object.fromEntries(
    Object.entries(filter).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value]],
    ),
  );

const addressOf = (filter: Filter) =>
  new URLSearchParams(textsOf(filter)).toString();
