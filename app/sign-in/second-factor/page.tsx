import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { SecondFactorForm } from "#components/second-factors/second-factor-form.tsx";
import { Entrance } from "#components/layout/entrance.tsx";
import { secondFactorsOf } from "#lib/identity/second-factors/index.ts";
import { themeOfRequest } from "#lib/base/i18n/theme.ts";
import { currentSession } from "#lib/identity/next/index.ts";
import { localPath } from "../local-path.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("signIn.secondFactor"))("title") };
}

/** The second sign-in step, for users with a second factor. */
export default async function SecondFactorPage({
  searchParams,
}: {
  searchParams: Promise<{ from?: string }>;
}) {
  const goTo = localPath((await searchParams).from);
  const session = await currentSession();
  if (!session) redirect("/sign-in");
  if (session.stage !== "second_factor_due") redirect(goTo);
  const t = await getTranslations("signIn.secondFactor");
  return (
    <Entrance
      title={t("title")}
      description={t("description", { email: session.actor.email })}
      theme={await themeOfRequest()}
    >
      <SecondFactorForm
        factors={await secondFactorsOf(session.actor.userId)}
        goTo={goTo}
      />
    </Entrance>
  );
}
