import { Lock } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { AddKey } from "#components/api-keys/add-key.tsx";
import { KeyList } from "#components/api-keys/key-list.tsx";
import { Button } from "#components/ui/button.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Pager } from "#components/ui/pager.tsx";
import { EmptyState } from "#components/ui/states.tsx";
import { apiKeyList, readKeyQuery } from "#lib/identity/api-keys/index.ts";
import { can, scopes } from "#lib/access/index.ts";
import { requireUser } from "#lib/identity/next/index.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("apiKeys"))("title") };
}

export default async function ApiKeysPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const actor = await requireUser();
  const t = await getTranslations("apiKeys");
  const allowed = can(actor, "api_keys.manage");
  const query = readKeyQuery(await searchParams);
  const page = allowed ? await apiKeyList(actor, query) : null;
  return (
    <>
      <PageHeader
        title={t("title")}
        description={t("description")}
        actions={
          <>
            <Button asChild>
              <Link href="/settings/api">{t("reference")}</Link>
            </Button>
            {allowed && <AddKey scopes={scopes} />}
          </>
        }
      />
      <div className="rounded-lg border border-line bg-surface">
        {page ? (
          <>
            <KeyList
              key={query.cursor}
              initial={page}
              cursor={query.cursor}
              scopes={scopes}
            />
            <Pager
              path="/settings/api-keys"
              query={query}
              nextCursor={page.nextCursor}
            />
          </>
        ) : (
          <EmptyState icon={Lock} title={t("adminsOnly")}>
            {t("adminsOnlyBody")}
          </EmptyState>
        )}
      </div>
    </>
  );
}
