import { useLocale, useTranslations } from "next-intl";
import { Badge } from "#components/ui/badge.tsx";
import type { PermissionInterface } from "#lib/accounts/permissions/index.ts";

/** The interfaces and events that the set permits. */
export function SetInterfaces({
  interfaces,
}: {
  interfaces: PermissionInterface[];
}) {
  const t = useTranslations("permissions.detail");
  if (interfaces.length === 0)
    return <p className="text-soft">{t("noInterfaces")}</p>;
  return (
    <>
      <ul className="-my-2.5 divide-y divide-line">
        {interfaces.map((one, index) => (
          <Item key={index} one={one} />
        ))}
      </ul>
      <div className="mt-4 grid gap-1 text-small text-soft empty:hidden">
        {interfaces.some(({ inferred }) => inferred) && (
          <p>{t("inferredBody")}</p>
        )}
        {interfaces.some(({ path }) => path?.endsWith("*")) && (
          <p>{t("familyBody")}</p>
        )}
      </div>
    </>
  );
}

function Item({ one }: { one: PermissionInterface }) {
  const t = useTranslations("permissions.detail");
  const english = useLocale() === "en";
  return (
    <li className="py-2.5">
      <p className="flex flex-wrap items-baseline gap-x-2 gap-y-0.5">
        <span>{english ? one.en : one.zh}</span>
        <span lang={english ? "zh-CN" : "en"} className="text-small text-soft">
          {english ? one.zh : one.en}
        </span>
        {one.inferred && <Badge tone="warning">{t("inferred")}</Badge>}
      </p>
      {one.path ? (
        <code className="text-small break-all text-soft">{one.path}</code>
      ) : (
        <p className="text-small text-soft">{t("noPath")}</p>
      )}
    </li>
  );
}
