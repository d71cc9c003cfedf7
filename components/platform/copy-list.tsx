import { useTranslations } from "next-intl";
import { Callout } from "#components/ui/callout.tsx";
import { Card } from "#components/ui/card.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import type { PlatformOverview } from "#lib/credentials/platform/index.ts";

/** What is entered at open.weixin.qq.com, ready to copy (protocol 0.1). */
export function CopyList({ urls }: { urls: PlatformOverview["urls"] }) {
  const t = useTranslations("platform.copyList");
  const rows = [
    { name: t("launchDomain"), value: urls.launchDomain },
    { name: t("events"), value: urls.events },
    { name: t("messages"), value: urls.messages },
  ];
  return (
    <Card title={t("title")} description={t("path")}>
      <ul className="grid gap-3">
        {rows.map(({ name, value }) => (
          <CopyRow key={name} name={name} value={value} />
        ))}
      </ul>
      <Callout tone="info" title={t("whitelist")} className="mt-4">
        {t("whitelistBody")}
      </Callout>
    </Card>
  );
}

function CopyRow({ name, value }: { name: string; value: string | null }) {
  const t = useTranslations("platform.copyList");
  return (
    <li className="grid gap-1">
      <span className="font-medium">{name}</span>
      {value === null ? (
        <span className="text-small text-soft">{t("afterAppid")}</span>
      ) : (
        <span className="flex flex-wrap items-center gap-2">
          <code className="min-w-0 flex-1 rounded bg-sunken px-2 py-1 text-small break-all">
            {value}
          </code>
          <CopyButton text={value} />
        </span>
      )}
    </li>
  );
}
