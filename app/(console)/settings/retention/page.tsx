import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { RetentionForm } from "#components/retention/retention-form.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { can } from "#lib/access/index.ts";
import { retention } from "#lib/maintenance/retention/index.ts";
import { requireUser } from "#lib/identity/next/index.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("retention"))("title") };
}

export default async function RetentionPage() {
  const actor = await requireUser();
  const t = await getTranslations("retention");
  return (
    <>
      <PageHeader title={t("title")} description={t("description")} />
      <div className="rounded-lg border border-line bg-surface">
        <RetentionForm
          kept={await retention(actor)}
          mayChange={can(actor, "retention.manage")}
        />
      </div>
    </>
  );
}
