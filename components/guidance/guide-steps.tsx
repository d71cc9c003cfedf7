"use client";

import { useTranslations } from "next-intl";
import type { Topic } from "./guides.ts";
import type { AccountType } from "#lib/accounts/kinds.ts";
import { useGuide } from "./use-guide.ts";

/** The ways and notes of one guide. */
export function GuideSteps({
  topic,
  type,
}: {
  topic: Topic;
  type: AccountType;
}) {
  const t = useTranslations("guidance");
  const { intro, ways, notes } = useGuide(topic, type);
  return (
    <div className="grid gap-4">
      <p className="text-soft">{intro}</p>
      {ways.map(({ id, title, steps }) => (
        <div key={id} className="grid gap-1.5">
          <p className="font-medium">{title}</p>
          <ol className="grid list-decimal gap-1 pl-5 marker:text-soft">
            {steps.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
        </div>
      ))}
      {notes.length > 0 && (
        <div className="grid gap-1.5">
          <p className="font-medium">{t("notes")}</p>
          <ul className="grid list-disc gap-1 pl-5 text-soft">
            {notes.map(({ id, text }) => (
              <li key={id}>{text}</li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}
