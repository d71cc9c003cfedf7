import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { StatusPanel } from "#components/status/status-panel.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { requireUser } from "#lib/identity/next/index.ts";
import { status } from "#lib/monitoring/status/index.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("status"))("title") };
}

export default async function StatusPage() {
  const actor = await requireUser();
  const t = await getTranslations("status");
  return (
    <>
      <PageHeader title={t("title")} description={t("description")} />
      <StatusPanel initial={await status(actor)} />
    </>
  );
}
