"use client";

import { useState } from "react";
import { GuideSteps } from "./guide-steps.tsx";
import { GuideTypeChoice } from "./guide-type-choice.tsx";
import { type Topic } from "./guides.ts";
import type { AccountType } from "#lib/accounts/kinds.ts";

/** One guide for a visitor who is not signed in; the type of account can be changed. */
export function PublicGuide({
  topic,
  initialType,
}: {
  topic: Topic;
  initialType: AccountType;
}) {
  const [type, setType] = useState(initialType);
  // In the URL, so that the choice survives a reload in the other language.
  const choose = (chosen: AccountType) => {
    setType(chosen);
    window.history.replaceState(null, "", `?type=${chosen}`);
  };
  return (
    <div className="grid gap-5">
      <GuideTypeChoice type={type} onChange={choose} />
      <GuideSteps topic={topic} type={type} />
    </div>
  );
}
