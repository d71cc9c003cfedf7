"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Choice } from "#components/ui/choice.tsx";
import { GuideSteps } from "./guide-steps.tsx";
import { type Topic } from "./guides.ts";
import { type AccountType, accountTypes } from "#lib/accounts/kinds.ts";

/** One guide for somebody without a login, who may have the other type of account. */
export function PublicGuide({
  topic,
  initialType,
}: {
  topic: Topic;
  initialType: AccountType;
}) {
  const t = useTranslations("guidance");
  const [type, setType] = useState(initialType);
  // In the address, so that it is still chosen when the page is loaded in the other language.
  const choose = (chosen: AccountType) => {
    setType(chosen);
    window.history.replaceState(null, "", `?type=${chosen}`);
  };
  return (
    <div className="grid gap-5">
      <Choice
        label={t("type")}
        value={type}
        options={accountTypes.map((value) => ({
          value,
          label: t(`types.${value}`),
        }))}
        onChange={choose}
      />
      <GuideSteps topic={topic} type={type} />
    </div>
  );
}
