"use client";

import { useTranslations } from "next-intl";
import { guideOf, type Topic } from "./guides.ts";
import type { AccountType } from "#lib/accounts/kinds.ts";

/** guides.ts lists the ways and notes of a topic; its test compares them with the messages. */
type Key = "topics.bind.title";

/** A guide in the reader's language. */
export interface GuideText {
  title: string;
  intro: string;
  ways: { id: string; title: string; steps: string[] }[];
  notes: { id: string; text: string }[];
}

/** The sentences of one guide. */
export function useGuide(topic: Topic, type: AccountType): GuideText {
  const t = useTranslations("guidance");
  const { ways, notes } = guideOf(topic, type);
  return {
    title: t(`topics.${topic}.title`),
    intro: t(`topics.${topic}.intro`),
    ways: ways.map((id, index) => {
      const title = t(`topics.${topic}.ways.${id}.title` as Key);
      return {
        id,
        title: ways.length > 1 ? t("way", { number: index + 1, title }) : title,
        steps: t(`topics.${topic}.ways.${id}.steps` as Key).split("\n"),
      };
    }),
    notes: notes.map((id) => ({
      id,
      text: t(`topics.${topic}.notes.${id}` as Key),
    })),
  };
}

/** A guide as plain text, to be sent in a chat. */
export function plainText(guide: GuideText): string {
  const ways = guide.ways.map(({ title, steps }) =>
    [title, ...steps.map((step, index) => `${index + 1}. ${step}`)].join("\n"),
  );
  const notes = guide.notes.map(({ text }) => `· ${text}`).join("\n");
  return [guide.title, guide.intro, ...ways, notes]
    .filter((part) => part !== "")
    .join("\n\n");
}
