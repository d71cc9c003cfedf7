import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { GuideBrowser } from "#components/guidance/guide-browser.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { requireUser } from "#lib/identity/next/index.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("guidance"))("title") };
}

export default async function GuidancePage() {
  await requireUser();
  const t = await getTranslations("guidance");
  return (
    <>
      <PageHeader title={t("title")} description={t("description")} />
      <GuideBrowser />
    </>
  );
}
