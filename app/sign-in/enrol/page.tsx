import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { RecentSignIn } from "#components/sign-in/recent-sign-in.tsx";
import { EnrolPanel } from "#components/second-factors/enrol-panel.tsx";
import { Entrance } from "#components/layout/entrance.tsx";
import { themeOfRequest } from "#lib/base/i18n/theme.ts";
import { currentSession, singleSignOn } from "#lib/identity/next/index.ts";
import { localPath } from "../local-path.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("signIn.enrol"))("title") };
}

/** For users who need a second factor and have none yet. */
export default async function EnrolPage({
  searchParams,
}: {
  searchParams: Promise<{ from?: string }>;
}) {
  const goTo = localPath((await searchParams).from);
  const session = await currentSession();
  if (!session) redirect("/sign-in");
  if (session.stage !== "enrolment_due") redirect(goTo);
  const t = await getTranslations("signIn.enrol");
  return (
    <Entrance
      title={t("title")}
      description={t("description")}
      theme={await themeOfRequest()}
    >
      <RecentSignIn singleSignOn={singleSignOn()}>
        <EnrolPanel goTo={goTo} />
      </RecentSignIn>
    </Entrance>
  );
}
