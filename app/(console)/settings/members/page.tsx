import { Lock } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { InvitationList } from "#components/members/invitation-list.tsx";
import { InviteButton } from "#components/members/invite-button.tsx";
import { MemberList } from "#components/members/member-list.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Pager } from "#components/ui/pager.tsx";
import { EmptyState } from "#components/ui/states.tsx";
import { can } from "#lib/access/index.ts";
import { invitationList, memberList } from "#lib/identity/members/index.ts";
import { requireUser } from "#lib/identity/next/index.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("members"))("title") };
}

export default async function MembersPage({
  searchParams,
}: {
  searchParams: Promise<{ cursor?: string }>;
}) {
  const actor = await requireUser();
  const { cursor } = await searchParams;
  const t = await getTranslations("members");
  if (!can(actor, "members.read"))
    return (
      <>
        <PageHeader title={t("title")} description={t("description")} />
        <div className="rounded-lg border border-line bg-surface">
          <EmptyState icon={Lock} title={t("adminsOnly")}>
            {t("adminsOnlyBody")}
          </EmptyState>
        </div>
      </>
    );
  const mayManage = can(actor, "members.manage");
  const [members, invitations] = await Promise.all([
    memberList(actor, { cursor }),
    invitationList(actor, { limit: 100 }),
  ]);
  return (
    <>
      <PageHeader
        title={t("title")}
        description={t("description")}
        actions={mayManage && <InviteButton />}
      />
      <div className="grid gap-6">
        {invitations.items.length > 0 && (
          <section
            aria-labelledby="invitations"
            className="rounded-lg border border-line bg-surface"
          >
            <h2
              id="invitations"
              className="border-b border-line px-4 py-3 text-heading font-semibold sm:px-5"
            >
              {t("invitations.title")}
            </h2>
            <InvitationList
              invitations={invitations.items}
              mayManage={mayManage}
            />
          </section>
        )}
        <section
          aria-label={t("title")}
          className="rounded-lg border border-line bg-surface"
        >
          <MemberList
            members={members.items}
            currentUserId={actor.userId}
            mayManage={mayManage}
          />
          <Pager
            path="/settings/members"
            query={cursor ? { cursor } : {}}
            nextCursor={members.nextCursor}
          />
        </section>
      </div>
    </>
  );
}
