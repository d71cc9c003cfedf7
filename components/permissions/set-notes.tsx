import { Lock, LockOpen, CircleQuestionMark } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { Callout } from "#components/ui/callout.tsx";
import type { PermissionSet } from "#lib/accounts/permissions/index.ts";
import { OuterLink } from "./outer-link.tsx";

/** Contradictions between WeChat's documents, and sets from a different source. */
export function SetDoubts({ set }: { set: PermissionSet }) {
  const t = useTranslations("permissions.detail");
  const english = useLocale() === "en";
  const text = (pair: { zh: string; en: string }) =>
    english ? pair.en : pair.zh;
  return (
    <>
      {set.conflicts && (
        <Callout tone="warning" title={t("conflicts")}>
          <p>{text(set.conflicts)}</p>
          {set.conflicts.en.includes("seed") && (
            <p className="text-small text-soft">{t("conflictsBase")}</p>
          )}
        </Callout>
      )}
      {set.source && (
        <Callout tone="info" title={t("notInSeed")}>
          {t("source", { source: text(set.source) })}
        </Callout>
      )}
    </>
  );
}

/** Whether the set can be granted to several providers, and what that means. */
export function Exclusivity({ exclusive }: { exclusive: boolean | null }) {
  const t = useTranslations("permissions.detail");
  const Icon =
    exclusive === null ? CircleQuestionMark : exclusive ? Lock : LockOpen;
  const key =
    exclusive === null
      ? "exclusiveUnknown"
      : exclusive
        ? "exclusiveYes"
        : "exclusiveNo";
  return (
    <div className="flex gap-2">
      <Icon
        aria-hidden
        className={`mt-0.5 size-4 shrink-0 ${exclusive === false ? "text-success" : "text-warning"}`}
      />
      <div>
        <p className="font-medium">{t(key)}</p>
        <p className="text-small text-soft">{t(`${key}Body`)}</p>
      </div>
    </div>
  );
}

/** The agreement that comes with a set; `(…)` of the title where no document names it. */
export function Agreement({
  agreement,
}: {
  agreement: PermissionSet["agreement"];
}) {
  const t = useTranslations("permissions.detail");
  const english = useLocale() === "en";
  if (!agreement) return <p className="text-soft">{t("noAgreement")}</p>;
  const [title, other] = english
    ? [agreement.en, agreement.zh]
    : [agreement.zh, agreement.en];
  return (
    <div className="grid gap-0.5">
      <p className="text-small text-soft">{t("agreementBody")}</p>
      {agreement.url ? (
        <OuterLink href={agreement.url}>{title}</OuterLink>
      ) : (
        <p className="font-medium">{title}</p>
      )}
      <p lang={english ? "zh-CN" : "en"} className="text-small text-soft">
        {other}
      </p>
      {!agreement.url && (
        <p className="text-small text-soft">{t("agreementNoLink")}</p>
      )}
    </div>
  );
}
