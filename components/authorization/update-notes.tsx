import { useFormatter, useTranslations } from "next-intl";
import { GuideSection } from "#components/guidance/guide-section.tsx";
import { Callout } from "#components/ui/callout.tsx";
import type { BoundAccount } from "./bound-account.ts";

/** Before an authorization is updated: what to tick, and the ways that the admin has. */
export function UpdateNotes({
  account,
  setNames,
}: {
  account: BoundAccount;
  setNames: Record<number, string>;
}) {
  const t = useTranslations("authorization");
  const format = useFormatter();
  return (
    <div className="grid gap-4">
      {account.missingSets.length > 0 && (
        <Callout tone="warning">
          {t("wanted", {
            names: format.list(
              account.missingSets.map((id) => setNames[id] ?? String(id)),
              "names",
            ),
          })}
        </Callout>
      )}
      <GuideSection
        topic={account.status === "deauthorized" ? "bind" : "update"}
        type={account.type}
      />
    </div>
  );
}
