import { useFormatter, useLocale, useTranslations } from "next-intl";
import { Badge } from "#components/ui/badge.tsx";
import type { PermissionSet } from "#lib/accounts/permissions/index.ts";
import { OuterLink } from "./outer-link.tsx";
import { SetBadges } from "./set-badges.tsx";
import { SetDoubts } from "./set-notes.tsx";

/** Which set this is, in both languages, and what to be careful with. */
export function SetHeader({ set }: { set: PermissionSet }) {
  const t = useTranslations("permissions");
  const english = useLocale() === "en";
  return (
    <header className="mb-5 grid gap-4">
      <div>
        <h1 className="text-xl font-semibold break-words">
          {english ? set.en : set.zh}
        </h1>
        <p lang={english ? "zh-CN" : "en"} className="text-soft">
          {english ? set.zh : set.en}
        </p>
        <p className="mt-1 flex flex-wrap items-center gap-2">
          <Badge>{t("detail.id", { id: set.id })}</Badge>
          <Badge>{t(`types.${set.type}`)}</Badge>
          <SetBadges
            set={{
              ...set,
              agreement: set.agreement !== null,
              conflicts: set.conflicts !== null,
            }}
          />
        </p>
      </div>
      <SetDoubts set={set} />
    </header>
  );
}

/** The purpose of the set in both languages, the features that need it, and WeChat's page where one is known. */
export function SetPurpose({ set }: { set: PermissionSet }) {
  const t = useTranslations("permissions.detail");
  const english = useLocale() === "en";
  const format = useFormatter();
  const [summary, other] = english
    ? [set.summaryEn, set.summaryZh]
    : [set.summaryZh, set.summaryEn];
  return (
    <div className="grid gap-2">
      <div>
        <p>{summary}</p>
        <p lang={english ? "zh-CN" : "en"} className="text-small text-soft">
          {other}
        </p>
      </div>
      {set.minimum && <p>{t("minimumBody")}</p>}
      {set.scenes.length > 0 && (
        <p>
          <span className="text-soft">{t("scenes")}</span>{" "}
          {format.list(
            set.scenes.map((scene) => (english ? scene.en : scene.zh)),
            "names",
          )}
        </p>
      )}
      {set.docUrl && <OuterLink href={set.docUrl}>{t("openDoc")}</OuterLink>}
    </div>
  );
}
