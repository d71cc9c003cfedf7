import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PlatformPanel } from "#components/platform/platform-panel.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { can } from "#lib/access/index.ts";
import { platformOverview } from "#lib/credentials/platform/index.ts";
import { requireUser } from "#lib/identity/next/index.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("platform"))("title") };
}

export default async function PlatformPage() {
  const actor = await requireUser();
  const [t, overview] = await Promise.all([
    getTranslations("platform"),
    platformOverview(actor),
  ]);
  return (
    <>
      <PageHeader title={t("title")} description={t("description")} />
      <PlatformPanel
        initial={overview}
        mayWrite={can(actor, "platform.write")}
        mayRepair={can(actor, "platform.repair")}
      />
    </>
  );
}
