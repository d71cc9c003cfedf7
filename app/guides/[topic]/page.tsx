import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { PublicGuide } from "#components/guidance/public-guide.tsx";
import { topicOf } from "#components/guidance/guides.ts";
import { Entrance } from "#components/layout/entrance.tsx";
import { themeOfRequest } from "#lib/base/i18n/theme.ts";
import { accountTypes } from "#lib/accounts/kinds.ts";

type Props = {
  params: Promise<{ topic: string }>;
  searchParams: Promise<{ type?: string }>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations("guidance");
  const topic = topicOf((await params).topic);
  return { title: t(topic ? `topics.${topic}.title` : "publicTitle") };
}

export default async function GuidePage({ params, searchParams }: Props) {
  const topic = topicOf((await params).topic);
  if (!topic) notFound();
  const requested = (await searchParams).type;
  const [t, theme] = await Promise.all([
    getTranslations("guidance"),
    themeOfRequest(),
  ]);
  return (
    <Entrance
      title={t(`topics.${topic}.title`)}
      description={t("publicDescription")}
      theme={theme}
    >
      <PublicGuide
        topic={topic}
        initialType={
          accountTypes.find((type) => type === requested) ?? "official_account"
        }
      />
    </Entrance>
  );
}
