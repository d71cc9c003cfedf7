import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ClosedLink } from "#components/sign-in/closed-link.tsx";
import { ResetForm } from "#components/sign-in/reset-form.tsx";
import { Entrance } from "#components/layout/entrance.tsx";
import { themeOfRequest } from "#lib/base/i18n/theme.ts";
import { resetLinkState } from "#lib/identity/members/index.ts";

export async function generateMetadata(): Promise<Metadata> {
  return {
    title: (await getTranslations("signIn.reset"))("title"),
    referrer: "no-referrer",
  };
}

export default async function ResetPage({
  params,
}: {
  params: Promise<{ token: string }>;
}) {
  const { token } = await params;
  const t = await getTranslations("signIn.reset");
  const state = await resetLinkState(token);
  return (
    <Entrance
      title={t("title")}
      description={state === "open" ? t("description") : undefined}
      theme={await themeOfRequest()}
    >
      {state === "open" ? (
        <ResetForm token={token} />
      ) : (
        <ClosedLink kind="reset" state={state} />
      )}
    </Entrance>
  );
}
