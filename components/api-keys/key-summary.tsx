"use client";

import { useTranslations } from "next-intl";
import { Badge, type Tone } from "#components/ui/badge.tsx";
import { Time } from "#components/ui/time.tsx";
import type { ApiKey } from "#lib/identity/api-keys/index.ts";
import { scopeName } from "./scope-name.ts";

const tones: Record<ApiKey["state"], Tone> = {
  living: "success",
  expired: "warning",
  revoked: "neutral",
};

/** What a key may do and its state. */
export function KeySummary({ apiKey }: { apiKey: ApiKey }) {
  const t = useTranslations("apiKeys");
  const { accounts, allow, createdBy, lastUsed, lastRefused, previous } =
    apiKey;
  const from = (address: string | null) =>
    address ? t("from", { address }) : null;
  return (
    <div className="grid gap-1.5">
      <p className="flex flex-wrap items-center gap-2">
        <span className="font-semibold break-all">{apiKey.name}</span>
        <code className="text-small text-soft">{apiKey.prefix}…</code>
        <Badge tone={tones[apiKey.state]}>{t(`states.${apiKey.state}`)}</Badge>
      </p>
      <p className="flex flex-wrap gap-1">
        {apiKey.scopes.map((scope) => (
          <Badge key={scope}>{t(`scopes.${scopeName(scope)}`)}</Badge>
        ))}
      </p>
      <p
        className="text-small text-soft"
        title={accounts?.map(({ appid, name }) => name ?? appid).join("\n")}
      >
        {accounts
          ? t("accountCount", { count: accounts.length })
          : t("allAccounts")}
        {" · "}
        {t("perMinute", { count: apiKey.requestsPerMinute })}
        {allow.length > 0 && ` · ${allow.join(" ")}`}
      </p>
      <p className="text-small text-soft">
        {lastUsed ? (
          <>
            {t("lastUsed")} <Time at={lastUsed.at} /> {from(lastUsed.address)}
          </>
        ) : (
          t("neverUsed")
        )}
        {" · "}
        {apiKey.expiresAt ? (
          <>
            {t("expires")} <Time at={apiKey.expiresAt} />
          </>
        ) : (
          t("noExpiry")
        )}
        {" · "}
        {t("created", { name: createdBy.name })} <Time at={apiKey.createdAt} />
      </p>
      {previous.map(({ prefix, until }) => (
        <p key={prefix} className="text-small text-warning">
          {t("previous", { prefix })} <Time at={until} />
        </p>
      ))}
      {apiKey.state === "living" && createdBy.state === "unable" && (
        <p className="text-small text-warning">{t("creatorUnable")}</p>
      )}
      {lastRefused && (
        <p className="text-small text-danger">
          {t(`refused.${lastRefused.reason}`)} <Time at={lastRefused.at} />{" "}
          {from(lastRefused.address)}
        </p>
      )}
    </div>
  );
}
