import { Download } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { LiveRefresh } from "#components/list/live-refresh.tsx";
import { OutcomeChart } from "#components/receipts/outcome-chart.tsx";
import { ReceiptFilters } from "#components/receipts/receipt-filters.tsx";
import { ReceiptTable } from "#components/receipts/receipt-table.tsx";
import { TemplateRates } from "#components/receipts/template-rates.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Pager } from "#components/ui/pager.tsx";
import { accountDetail } from "#lib/accounts/index.ts";
import {
  readReceiptQuery,
  receiptList,
  receiptStats,
} from "#lib/mini-programs/receipts/index.ts";
import { retention } from "#lib/maintenance/retention/index.ts";
import { requireUser } from "#lib/identity/next/index.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("miniPrograms.receipts"))("title") };
}

type Search = Record<string, string | string[] | undefined>;

export default async function ReceiptsPage({
  params,
  searchParams,
}: {
  params: Promise<{ appid: string }>;
  searchParams: Promise<Search>;
}) {
  const actor = await requireUser();
  const { appid } = await params;
  const query = readReceiptQuery(await searchParams);
  const t = await getTranslations("miniPrograms.receipts");
  const [account, list, stats, kept] = await Promise.all([
    accountDetail(actor, appid),
    receiptList(actor, appid, { ...query, order: "newest" }),
    receiptStats(actor, appid),
    retention(actor),
  ]);
  if (account?.type !== "mini_program") notFound();
  const { cursor, ...filter } = query;
  const path = `/accounts/${appid}/receipts`;
  return (
    <>
      <PageHeader
        title={t("title")}
        description={t("description", {
          name: account.name,
          days: kept.find(({ kind }) => kind === "receipts")?.days ?? 0,
        })}
        actions={
          <Button asChild>
            <Link href={`/accounts/${appid}`}>{t("back")}</Link>
          </Button>
        }
      />
      <LiveRefresh />
      <div className="mb-5 grid items-start gap-5 lg:grid-cols-2 [&>*]:min-w-0">
        <Card title={t("chart")}>
          <OutcomeChart days={stats.days} />
        </Card>
        <Card title={t("templates")}>
          <TemplateRates templates={stats.templates} />
        </Card>
      </div>
      <section
        aria-labelledby="receipts"
        className="rounded-lg border border-line bg-surface"
      >
        <header className="flex flex-wrap items-center justify-between gap-3 border-b border-line px-4 py-3">
          <h2 id="receipts" className="text-heading font-semibold">
            {t("list")}
          </h2>
          <Button asChild size="small">
            <a
              href={`/api/v1/accounts/${appid}/receipts/export?${exportQueryOf(filter)}`}
              download
            >
              <Download aria-hidden />
              {t("export")}
            </a>
          </Button>
        </header>
        <ReceiptFilters />
        <ReceiptTable
          receipts={list.items}
          path={path}
          filtered={Object.values(filter).some((value) => value !== undefined)}
        />
        <Pager
          path={path}
          query={{
            event: filter.event,
            result: filter.result,
            q: filter.openid,
            cursor,
          }}
          nextCursor={list.nextCursor}
        />
      </section>
    </>
  );
}

function exportQueryOf(filter: Record<string, string | undefined>): string {
  const given = Object.entries(filter).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value]],
  );
  return new URLSearchParams(given).toString();
}
