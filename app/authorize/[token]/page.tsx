import type { Metadata } from "next";
import { headers } from "next/headers";
import { getLocale, getTranslations } from "next-intl/server";
import { VisitorPage } from "#components/authorization/visit/visitor-page.tsx";
import { Entrance } from "#components/layout/entrance.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { authorizePage, clientOf } from "#lib/authorization/index.ts";
import { env } from "#lib/base/env.ts";
import { themeOfRequest } from "#lib/base/i18n/theme.ts";
import { connectNotes, setNames } from "#lib/accounts/permissions/index.ts";

export async function generateMetadata(): Promise<Metadata> {
  // WeChat compares the host of the page that its link was followed from (protocol 3.2).
  return {
    title: (await getTranslations("authorization.visitor"))("title"),
    referrer: "origin",
    robots: { index: false },
  };
}

type Props = {
  params: Promise<{ token: string }>;
  searchParams: Promise<{ client?: string }>;
};

export default async function AuthorizationPage({
  params,
  searchParams,
}: Props) {
  const { token } = await params;
  const client = clientOf(
    (await headers()).get("user-agent") ?? "",
    (await searchParams).client,
  );
  const [t, locale, page, theme] = await Promise.all([
    getTranslations("authorization.visitor"),
    getLocale(),
    authorizePage(token, client),
    themeOfRequest(),
  ]);
  return (
    <Entrance title={t("title")} theme={theme}>
      {page ? (
        <VisitorPage
          page={page}
          token={token}
          client={client}
          pageUrl={`${env().PUBLIC_URL}/authorize/${token}`}
          minimum={connectNotes(locale).minimum}
          wanted={Object.values(setNames(page.wantedSets, locale))}
        />
      ) : (
        <Callout tone="warning" title={t("unknown.title")}>
          {t("unknown.body")}
        </Callout>
      )}
    </Entrance>
  );
}
