"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Choice } from "#components/ui/choice.tsx";
import { GuideSteps } from "./guide-steps.tsx";
import { guideTypes, type GuideType, type Topic } from "./guides.ts";

/** One guide for somebody without a login, who may have the other type of account. */
export function PublicGuide({
  topic,
  initialType,
}: {
  topic: Topic;
  initialType: GuideType;
}) {
  const t = useTranslations("guidance");
  const [type, setType] = useState(initialType);
  // In the address, so that it is still chosen when the page is loaded in the other language.
  const choose = (chosen: GuideType) => {
    setType(chosen);
    window.history.replaceState(null, "", `?type=${chosen}`);
  };
  return (
    <div className="grid gap-5">
      <Choice
        label={t("type")}
        value={type}
        options={guideTypes.map((value) => ({
          value,
          label: t(`types.${value}`),
        }))}
        onChange={choose}
      />
      <GuideSteps topic={topic} type={type} />
    </div>
  );
}
