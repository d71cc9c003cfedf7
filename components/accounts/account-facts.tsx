import { CircleAlert, CircleCheck } from "lucide-react";
import { useTranslations } from "next-intl";
import { Badge } from "#components/ui/badge.tsx";
import { DescriptionList } from "#components/ui/description-list.tsx";
import { Time } from "#components/ui/time.tsx";
import type { AccountDetail } from "#lib/accounts/index.ts";

const knownStatuses = ["1", "14", "16", "18", "19"] as const;

/** What WeChat says of the account. */
export function AccountFacts({ account }: { account: AccountDetail }) {
  const t = useTranslations("accounts.detail");
  const code = knownStatuses.find(
    (known) => known === String(account.accountStatus),
  );
  return (
    <DescriptionList
      items={[
        { term: "AppID", value: <code>{account.appid}</code> },
        { term: t("userName"), value: <code>{account.userName || "—"}</code> },
        { term: t("principal"), value: account.principal || "—" },
        {
          term: t("verification"),
          value: t(`verifyTypes.${verifyKey(account.verifyType)}`),
        },
        {
          term: t("accountStatus"),
          value: code ? t(`accountStatuses.${code}`) : "—",
        },
        ...(account.alias ? [{ term: t("alias"), value: account.alias }] : []),
        ...(account.categories.length > 0
          ? [
              {
                term: t("categories"),
                value: account.categories
                  .map(({ first, second }) =>
                    [first, second].filter(Boolean).join(" / "),
                  )
                  .join("；"),
              },
            ]
          : []),
        { term: t("signature"), value: account.signature || "—" },
        {
          term: t("infoFetchedAt"),
          value: account.infoFetchedAt ? (
            <Time at={account.infoFetchedAt} />
          ) : (
            t("infoPending")
          ),
        },
      ]}
    />
  );
}

function verifyKey(
  verifyType: number,
): "none" | "verified" | "pending" | "other" {
  if (verifyType === -1) return "none";
  if (verifyType === 0) return "verified";
  return [3, 4, 5].includes(verifyType) ? "pending" : "other";
}

/** What the account still lacks before it can be enabled, each with the way to mend it. */
export function ReadinessChecks({ account }: { account: AccountDetail }) {
  const t = useTranslations("accounts.detail.checks");
  return (
    <ul className="grid gap-2.5">
      {account.readiness.checks.map(({ id, ok }) => {
        const Icon = ok ? CircleCheck : CircleAlert;
        return (
          <li key={id} className="flex gap-2">
            <Icon
              aria-hidden
              className={`mt-0.5 size-4 shrink-0 ${ok ? "text-success" : "text-warning"}`}
            />
            <div>
              <p>{t(ok ? `${id}.ok` : `${id}.failed`)}</p>
              {!ok && (
                <p className="text-[13px] text-soft">{t(`${id}.mend`)}</p>
              )}
            </div>
          </li>
        );
      })}
    </ul>
  );
}

const tokenTones = {
  living: "success",
  expired: "warning",
  none: "neutral",
} as const;

export function TokenState({ token }: { token: AccountDetail["token"] }) {
  const t = useTranslations("accounts.detail.token");
  const errors = useTranslations("wechatErrors");
  const key = token.lastError?.key ?? "unknown";
  return (
    <div className="grid gap-2">
      <p>
        <Badge tone={tokenTones[token.state]}>{t(token.state)}</Badge>
      </p>
      {token.expiresAt && (
        <p className="text-[13px] text-soft">
          {t("expiresAt")} <Time at={token.expiresAt} />
        </p>
      )}
      {token.state === "none" && (
        <p className="text-[13px] text-soft">{t("noneBody")}</p>
      )}
      {token.lastError && (
        <p className="text-[13px] text-danger">
          <Time at={token.lastError.at} />{" "}
          {errors(
            errors.has(key as "unknown") ? (key as "unknown") : "unknown",
          )}
        </p>
      )}
    </div>
  );
}
