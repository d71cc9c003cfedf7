import { Grid3x3 } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { CatalogueBrowser } from "#components/permissions/catalogue-browser.tsx";
import { RetiredSets } from "#components/permissions/retired-sets.tsx";
import { Button } from "#components/ui/button.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { holderCounts } from "#lib/accounts/index.ts";
import { searchableCatalogue } from "#lib/accounts/permissions/index.ts";
import { requireUser } from "#lib/identity/next/index.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("permissions"))("title") };
}

export default async function PermissionsPage() {
  const actor = await requireUser();
  const [t, { sets, retired }, counts] = await Promise.all([
    getTranslations("permissions"),
    searchableCatalogue(actor),
    holderCounts(actor),
  ]);
  return (
    <>
      <PageHeader
        title={t("title")}
        description={t("description")}
        actions={
          <Button asChild>
            <Link href="/permissions/matrix">
              <Grid3x3 aria-hidden />
              {t("toMatrix")}
            </Link>
          </Button>
        }
      />
      <CatalogueBrowser sets={sets} counts={counts} />
      <RetiredSets sets={retired} />
    </>
  );
}
