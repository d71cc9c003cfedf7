"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Card } from "#components/ui/card.tsx";
import { GuideSharing } from "./guide-section.tsx";
import { GuideSteps } from "./guide-steps.tsx";
import { GuideTypeChoice } from "./guide-type-choice.tsx";
import { topics } from "./guides.ts";
import type { AccountType } from "#lib/accounts/kinds.ts";

/** All guides for one type of account at a time. */
export function GuideBrowser() {
  const t = useTranslations("guidance");
  const [type, setType] = useState<AccountType>("official_account");
  return (
    <div className="grid gap-5">
      <GuideTypeChoice type={type} onChange={setType} />
      <div className="grid items-start gap-5 lg:grid-cols-2">
        {topics.map((topic) => (
          <Card
            key={topic}
            title={t(`topics.${topic}.title`)}
            actions={<GuideSharing topic={topic} type={type} />}
          >
            <GuideSteps topic={topic} type={type} />
          </Card>
        ))}
      </div>
    </div>
  );
}
