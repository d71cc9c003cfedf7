import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { SecurityPanel } from "#components/second-factors/security-panel.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { profileFactors } from "#lib/identity/second-factors/index.ts";
import { requireUser } from "#lib/identity/next/index.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("secondFactors"))("title") };
}

export default async function SecurityPage() {
  const actor = await requireUser();
  const t = await getTranslations("secondFactors");
  return (
    <>
      <PageHeader title={t("title")} description={t("description")} />
      <SecurityPanel initial={await profileFactors(actor)} />
    </>
  );
}
