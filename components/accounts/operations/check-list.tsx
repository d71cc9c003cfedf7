"use client";

import { CircleAlert, CircleCheck } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { GuideSection } from "#components/guidance/guide-section.tsx";
import { Button } from "#components/ui/button.tsx";
import type { AccountSummary } from "#lib/accounts/index.ts";
import type { OperationContext } from "./operation-context.ts";

type CheckListProps = {
  account: AccountSummary;
  may: OperationContext["may"];
  setNames: Record<number, string>;
  /** Opens the dialog that fixes a failed check. */
  onRemedy: (dialog: "openid" | "update") => void;
};

/** The readiness checks of an account; each failed one has a button that leads to the fix. */
export function CheckList(props: CheckListProps) {
  const t = useTranslations("accounts.detail.checks");
  return (
    <ul className="grid gap-3">
      {props.account.readiness.checks.map(({ id, ok }) => (
        <li key={id} className="flex items-start gap-2">
          {ok ? (
            <CircleCheck
              aria-hidden
              className="mt-0.5 size-4 shrink-0 text-success"
            />
          ) : (
            <CircleAlert
              aria-hidden
              className="mt-0.5 size-4 shrink-0 text-warning"
            />
          )}
          <div className="grid min-w-0 flex-1 gap-1.5">
            <p className={ok ? "" : "font-medium"}>
              {t(`${id}.${ok ? "ok" : "failed"}`)}
            </p>
            {!ok && <Remedy id={id} {...props} />}
          </div>
        </li>
      ))}
    </ul>
  );
}

function Remedy({
  id,
  account,
  may,
  setNames,
  onRemedy,
}: CheckListProps & { id: "verified" | "minimum_sets" | "openid" }) {
  const t = useTranslations("accounts.detail.checks");
  const operations = useTranslations("operations");
  const connect = useTranslations("authorization.buttons");
  const format = useFormatter();
  switch (id) {
    case "verified":
      return (
        <details className="text-small">
          <summary className="text-jade">{t("verified.mend")}</summary>
          <div className="mt-2 rounded-md bg-sunken p-3">
            <GuideSection topic="verify" type={account.type} />
          </div>
        </details>
      );
    case "minimum_sets":
      return (
        <>
          {account.missingSets.length > 0 && (
            <p className="text-small text-soft">
              {t("minimum_sets.mend", {
                names: format.list(
                  account.missingSets.map(
                    (set) => setNames[set] ?? String(set),
                  ),
                  "names",
                ),
              })}
            </p>
          )}
          {may.connect && account.status !== "deauthorized" && (
            <Button
              size="small"
              className="w-fit"
              onClick={() => onRemedy("update")}
            >
              {connect("update")}
            </Button>
          )}
        </>
      );
    case "openid":
      return (
        <>
          <p className="text-small text-soft">{t("openid.mend")}</p>
          {may.configure && account.status !== "deauthorized" && (
            <Button
              size="small"
              className="w-fit"
              onClick={() => onRemedy("openid")}
            >
              {operations("openid.action")}
            </Button>
          )}
        </>
      );
  }
}
