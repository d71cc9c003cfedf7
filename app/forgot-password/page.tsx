import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { ForgottenForm } from "#components/sign-in/forgotten-form.tsx";
import { Entrance } from "#components/layout/entrance.tsx";
import { themeOfRequest } from "#lib/base/i18n/theme.ts";
import { mailIsSet } from "#lib/base/mail/index.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("signIn.forgotten"))("title") };
}

export default async function ForgotPasswordPage() {
  // Rendered per request: the build does not know the settings of the deployment.
  const theme = await themeOfRequest();
  if (!mailIsSet()) notFound();
  const t = await getTranslations("signIn.forgotten");
  return (
    <Entrance title={t("title")} description={t("description")} theme={theme}>
      <ForgottenForm />
    </Entrance>
  );
}
