import { Download, List, UsersRound } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { Pager } from "#components/ui/pager.tsx";
import { MatrixLegend } from "#components/permissions/matrix-legend.tsx";
import { MatrixTable } from "#components/permissions/matrix-table.tsx";
import { MatrixTabs } from "#components/permissions/matrix-tabs.tsx";
import { Button } from "#components/ui/button.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { EmptyState } from "#components/ui/states.tsx";
import { permissionMatrix, readMatrixQuery } from "#lib/accounts/index.ts";
import { requireUser } from "#lib/identity/next/index.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("permissions.matrix"))("title") };
}

export default async function PermissionMatrixPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string>>;
}) {
  const actor = await requireUser();
  const query = readMatrixQuery(await searchParams);
  const [t, types, { columns, rows, nextCursor }] = await Promise.all([
    getTranslations("permissions.matrix"),
    getTranslations("permissions.types"),
    permissionMatrix(actor, query),
  ]);
  const type = types(query.type);
  return (
    <>
      <PageHeader
        title={t("title")}
        description={t("description")}
        actions={
          <>
            <Button asChild>
              <Link href="/permissions">
                <List aria-hidden />
                {t("toCatalogue")}
              </Link>
            </Button>
            <Button asChild>
              <a href={`/api/v1/permission-sets/matrix?type=${query.type}`}>
                <Download aria-hidden />
                {t("export")}
              </a>
            </Button>
          </>
        }
      />
      <div className="rounded-lg border border-line bg-surface">
        <div className="flex flex-wrap items-center justify-between gap-3 border-b border-line p-3">
          <MatrixTabs type={query.type} />
          <MatrixLegend />
        </div>
        {rows.length === 0 ? (
          <EmptyState
            icon={UsersRound}
            title={t("none", { type })}
            action={
              <Button asChild>
                <Link href="/accounts">{t("toAccounts")}</Link>
              </Button>
            }
          >
            {t("noneBody")}
          </EmptyState>
        ) : (
          <MatrixTable
            caption={t("caption", { type })}
            columns={columns}
            rows={rows}
          />
        )}
        <Pager
          path="/permissions/matrix"
          query={query}
          nextCursor={nextCursor}
        />
      </div>
    </>
  );
}
