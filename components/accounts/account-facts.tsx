import { useTranslations } from "next-intl";
import { Badge } from "#components/ui/badge.tsx";
import { DescriptionList } from "#components/ui/description-list.tsx";
import { Time } from "#components/ui/time.tsx";
import type { AccountDetail } from "#lib/accounts/index.ts";

const knownStatuses = ["1", "14", "16", "18", "19"] as const;

/** The account's data from WeChat. */
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
        {
          term: t("openid"),
          value: account.openidProperty ? (
            <>
              {account.openidProperty.displayName}{" "}
              <code className="text-soft">{account.openidProperty.name}</code>
            </>
          ) : (
            t("openidNone")
          ),
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
        <p className="text-small text-soft">
          {t("expiresAt")} <Time at={token.expiresAt} />
        </p>
      )}
      {token.state === "none" && (
        <p className="text-small text-soft">{t("noneBody")}</p>
      )}
      {token.lastError && (
        <p className="text-small text-danger">
          <Time at={token.lastError.at} />{" "}
          {errors(
            errors.has(key as "unknown") ? (key as "unknown") : "unknown",
          )}
        </p>
      )}
    </div>
  );
}
