import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { SignInForm } from "#components/auth/sign-in-form.tsx";
import { Entrance } from "#components/shell/entrance.tsx";
import { themeOfRequest } from "#lib/i18n/theme.ts";
import { currentActor } from "#lib/session/index.ts";
import { ownPath } from "./own-path.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("auth"))("signIn") };
}

export default async function SignInPage({
  searchParams,
}: {
  searchParams: Promise<{ from?: string }>;
}) {
  const goTo = ownPath((await searchParams).from);
  if (await currentActor()) redirect(goTo);
  const t = await getTranslations("auth");
  return (
    <Entrance
      title={t("signInTitle")}
      description={t("signInDescription")}
      theme={await themeOfRequest()}
    >
      <SignInForm goTo={goTo} />
    </Entrance>
  );
}
