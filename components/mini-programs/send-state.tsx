import { useFormatter, useTranslations } from "next-intl";
import { Callout } from "#components/ui/callout.tsx";
import { Time } from "#components/ui/time.tsx";
import type { SendConfig } from "#lib/mini-programs/index.ts";

/** The state of the saved source: last test, failing since, and whether another system replaces its token. */
export function SendState({ send }: { send: SendConfig }) {
  const t = useTranslations("miniPrograms.send");
  const errors = useTranslations("wechatErrors");
  const api = useTranslations("api");
  const format = useFormatter();
  const key = send.failing?.key ?? "";
  return (
    <div className="grid gap-3">
      <p className="text-small text-soft">
        {t(`modes.${send.mode}`)} ·{" "}
        {send.testedAt ? (
          <>
            {t("testedAt")} <Time at={send.testedAt} />
          </>
        ) : (
          t("untestedYet")
        )}
      </p>
      {send.failing && (
        <Callout tone="danger">
          {t("failing")} <Time at={send.failing.since} />{" "}
          {errors.has(key as "unknown")
            ? errors(key as "unknown")
            : api.has(key as "internal") &&
              api(key as "internal", { status: "≠ 200" })}
        </Callout>
      )}
      {send.diedEarlyAt && (
        <Callout tone="warning" title={t("diedEarly")}>
          <Time at={send.diedEarlyAt} /> {t(`diedEarlyWays.${send.mode}`)}
        </Callout>
      )}
      {send.mode === "url" && send.sharedWith.length > 0 && (
        <Callout tone="warning">
          {t("shared", { names: format.list(send.sharedWith, "names") })}
        </Callout>
      )}
    </div>
  );
}
