"use client";

import { useTranslations } from "next-intl";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { GuideSteps } from "./guide-steps.tsx";
import type { Topic } from "./guides.ts";
import type { AccountType } from "#lib/accounts/kinds.ts";
import { plainText, useGuide } from "./use-guide.ts";

/** One guide, to be shared as a public link or as plain text. */
export function GuideSection({
  topic,
  type,
}: {
  topic: Topic;
  type: AccountType;
}) {
  return (
    <div className="grid gap-4">
      <GuideSteps topic={topic} type={type} />
      <GuideSharing topic={topic} type={type} />
    </div>
  );
}

export function GuideSharing({
  topic,
  type,
}: {
  topic: Topic;
  type: AccountType;
}) {
  const t = useTranslations("guidance");
  const guide = useGuide(topic, type);
  const address = `/guides/${topic}?type=${type}`;
  return (
    <div className="flex flex-wrap items-center gap-2">
      <CopyButton
        text={() => new URL(address, window.location.href).toString()}
        label={t("copyLink")}
      />
      <CopyButton text={() => plainText(guide)} label={t("copyText")} />
      <a
        href={address}
        target="_blank"
        rel="noreferrer"
        className="px-1 text-small text-jade hover:underline"
      >
        {t("open")}
      </a>
    </div>
  );
}
