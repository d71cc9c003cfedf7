import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ProfileSessions } from "#components/profile/profile-sessions.tsx";
import { PasswordForm } from "#components/profile/password-form.tsx";
import { SingleSignOnButton } from "#components/sign-in/single-sign-on-button.tsx";
import { Card } from "#components/ui/card.tsx";
import { DescriptionList } from "#components/ui/description-list.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Pager } from "#components/ui/pager.tsx";
import { profileSessions, signInMethods } from "#lib/identity/members/index.ts";
import { requireUser, singleSignOn } from "#lib/identity/next/index.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("profile"))("title") };
}

export default async function AccountPage({
  searchParams,
}: {
  searchParams: Promise<{ cursor?: string }>;
}) {
  const actor = await requireUser();
  const { cursor } = await searchParams;
  const [t, common, ways, sessions] = await Promise.all([
    getTranslations("profile"),
    getTranslations("common"),
    signInMethods(actor),
    profileSessions(actor, { cursor }),
  ]);
  const sso = singleSignOn();
  return (
    <>
      <PageHeader title={t("title")} />
      <div className="grid gap-6">
        <Card title={t("person")}>
          <DescriptionList
            items={[
              { term: t("name"), value: actor.name },
              { term: t("email"), value: actor.email },
              { term: t("role"), value: common(`roles.${actor.role}`) },
            ]}
          />
        </Card>
        <Card
          title={t("password.title")}
          description={t(
            ways.password ? "password.description" : "password.none",
          )}
        >
          <PasswordForm hasPassword={ways.password} />
        </Card>
        {sso !== null && (
          <Card
            title={t("singleSignOn.title")}
            description={t(
              ways.singleSignOn
                ? "singleSignOn.linked"
                : "singleSignOn.description",
            )}
          >
            <SingleSignOnButton name={sso} goTo="/settings/account" />
          </Card>
        )}
        <ProfileSessions sessions={sessions.items} />
        <Pager
          path="/settings/account"
          query={cursor ? { cursor } : {}}
          nextCursor={sessions.nextCursor}
        />
      </div>
    </>
  );
}
