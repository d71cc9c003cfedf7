import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { SetupForm } from "#components/sign-in/setup-form.tsx";
import { Entrance } from "#components/layout/entrance.tsx";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { findLink } from "#lib/identity/members/index.ts";
import { themeOfRequest } from "#lib/base/i18n/theme.ts";

export async function generateMetadata(): Promise<Metadata> {
  return {
    title: (await getTranslations("signIn"))("setupTitle"),
    referrer: "no-referrer",
  };
}

export default async function SetupPage({
  params,
}: {
  params: Promise<{ token: string }>;
}) {
  const { token } = await params;
  const t = await getTranslations("signIn");
  const valid = (await findLink("setup", token)).state === "open";
  return (
    <Entrance
      title={t("setupTitle")}
      description={valid ? t("setupDescription") : undefined}
      theme={await themeOfRequest()}
    >
      {valid ? (
        <SetupForm token={token} />
      ) : (
        <div className="grid gap-4">
          <Callout tone="warning" title={t("setupOver")}>
            {t("setupOverBody")}
          </Callout>
          <Button asChild>
            <a href="/sign-in">{t("signIn")}</a>
          </Button>
        </div>
      )}
    </Entrance>
  );
}
