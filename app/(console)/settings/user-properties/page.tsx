import { IdCard, SearchX } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { PropertyActions } from "#components/user-properties/property-actions.tsx";
import { PropertyFilters } from "#components/user-properties/property-filters.tsx";
import { PropertyTable } from "#components/user-properties/property-table.tsx";
import { SourceCard } from "#components/user-properties/source-card.tsx";
import { Button } from "#components/ui/button.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Pager } from "#components/ui/pager.tsx";
import { EmptyState } from "#components/ui/states.tsx";
import { can } from "#lib/access/index.ts";
import {
  propertyList,
  propertySource,
  readPropertyQuery,
} from "#lib/accounts/user-properties/index.ts";
import { requireUser } from "#lib/identity/next/index.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("userProperties"))("title") };
}

export default async function UserPropertiesPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string>>;
}) {
  const actor = await requireUser();
  const query = readPropertyQuery(await searchParams);
  const [t, { items, nextCursor }, source] = await Promise.all([
    getTranslations("userProperties"),
    propertyList(actor, query),
    propertySource(actor),
  ]);
  const mayManage = can(actor, "properties.manage");
  const filtered = Object.values(query).some((value) => value !== undefined);
  return (
    <>
      <PageHeader
        title={t("title")}
        description={t("pageDescription")}
        actions={<PropertyActions mayManage={mayManage} />}
      />
      <div className="grid gap-5">
        <div className="rounded-lg border border-line bg-surface">
          <PropertyFilters />
          {items.length > 0 ? (
            <PropertyTable properties={items} mayManage={mayManage} />
          ) : (
            <NoProperties filtered={filtered} />
          )}
          <Pager
            path="/settings/user-properties"
            query={query}
            nextCursor={nextCursor}
          />
        </div>
        <SourceCard source={source} mayManage={mayManage} />
      </div>
    </>
  );
}

async function NoProperties({ filtered }: { filtered: boolean }) {
  const t = await getTranslations("userProperties.none");
  if (!filtered)
    return (
      <EmptyState icon={IdCard} title={t("title")}>
        {t("body")}
      </EmptyState>
    );
  return (
    <EmptyState
      icon={SearchX}
      title={t("filtered")}
      action={
        <Button asChild>
          <Link href="/settings/user-properties">{t("clear")}</Link>
        </Button>
      }
    >
      {t("filteredBody")}
    </EmptyState>
  );
}
