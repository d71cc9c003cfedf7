import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { SignInError } from "#components/sign-in/sign-in-error.tsx";
import { SignInForm } from "#components/sign-in/sign-in-form.tsx";
import { SingleSignOnButton } from "#components/sign-in/single-sign-on-button.tsx";
import { Entrance } from "#components/layout/entrance.tsx";
import { themeOfRequest } from "#lib/base/i18n/theme.ts";
import { mailIsSet } from "#lib/base/mail/index.ts";
import { currentActor, singleSignOn } from "#lib/identity/next/index.ts";
import { localPath } from "./local-path.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("signIn"))("signIn") };
}

export default async function SignInPage({
  searchParams,
}: {
  searchParams: Promise<{ from?: string; error?: string }>;
}) {
  const { from, error } = await searchParams;
  const goTo = localPath(from);
  if (error === undefined && (await currentActor())) redirect(goTo);
  const t = await getTranslations("signIn");
  const sso = singleSignOn();
  return (
    <Entrance
      title={t("signInTitle")}
      description={t("signInDescription")}
      theme={await themeOfRequest()}
    >
      <div className="grid gap-4">
        {error !== undefined && <SignInError error={error} />}
        <SignInForm goTo={goTo} />
        {sso !== null && <SingleSignOnButton name={sso} goTo={goTo} />}
        {mailIsSet() && (
          <a
            href="/forgot-password"
            className="justify-self-center text-jade underline"
          >
            {t("forgotten.link")}
          </a>
        )}
      </div>
    </Entrance>
  );
}
