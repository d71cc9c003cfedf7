import { Link2 } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Pager } from "#components/ui/pager.tsx";
import { LinkList } from "#components/authorization/link-list.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { EmptyState } from "#components/ui/states.tsx";
import { can } from "#lib/access/index.ts";
import { authorizationLinkList } from "#lib/authorization/index.ts";
import { platformOverview } from "#lib/credentials/platform/index.ts";
import { requireUser } from "#lib/identity/next/index.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("authorization.links"))("title") };
}

export default async function AuthorizationLinksPage({
  searchParams,
}: {
  searchParams: Promise<{ cursor?: string }>;
}) {
  const actor = await requireUser();
  const { cursor } = await searchParams;
  const [t, { items, nextCursor }, platform] = await Promise.all([
    getTranslations("authorization.links"),
    authorizationLinkList(actor, { cursor }),
    platformOverview(actor),
  ]);
  return (
    <>
      <PageHeader title={t("title")} description={t("description")} />
      <div className="rounded-lg border border-line bg-surface">
        {items.length === 0 ? (
          <EmptyState icon={Link2} title={t("empty")}>
            {t("emptyBody")}
          </EmptyState>
        ) : (
          <LinkList
            links={items}
            simulated={platform.simulated}
            mayManage={can(actor, "links.manage")}
          />
        )}
        <Pager
          path="/authorization-links"
          query={cursor ? { cursor } : {}}
          nextCursor={nextCursor}
        />
      </div>
    </>
  );
}
