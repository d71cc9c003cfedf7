import { CircleAlert, CircleCheck, CircleDashed } from "lucide-react";
import { useTranslations } from "next-intl";
import { Spinner } from "#components/ui/spinner.tsx";
import { Time } from "#components/ui/time.tsx";
import type { ReceiptConfig } from "#lib/mini-programs/index.ts";

/** Live state of the receipt address: waiting, verified by WeChat, or the reason for a refusal. */
export function ReceiptLive({ receipt }: { receipt: ReceiptConfig }) {
  const t = useTranslations("miniPrograms.receipt");
  const { mode, source, verifiedAt, receivedAt, refused } = receipt;
  const waits = mode !== null && verifiedAt === null && receivedAt === null;
  const reason = refused?.reason ?? "";
  return (
    <div role="status" className="grid gap-1.5 text-small">
      {mode === null && (
        <p className="flex items-center gap-2 text-soft">
          <CircleDashed aria-hidden className="size-4 shrink-0" />
          {t("live.unset")}
        </p>
      )}
      {waits && (
        <p className="flex items-center gap-2 text-soft">
          <Spinner />
          {t(
            source === "third_party"
              ? "live.waitingThirdParty"
              : "live.waiting",
          )}
        </p>
      )}
      {verifiedAt && (
        <p className="flex items-center gap-2 font-medium text-success">
          <CircleCheck aria-hidden className="size-4 shrink-0" />
          <span>
            {t("live.verified")} · <Time at={verifiedAt} />
          </span>
        </p>
      )}
      {receivedAt && (
        <p className="flex items-center gap-2 text-soft">
          <CircleCheck aria-hidden className="size-4 shrink-0 text-success" />
          <span>
            {t("live.received")} <Time at={receivedAt} />
          </span>
        </p>
      )}
      {refused && (
        <p className="flex items-start gap-2 text-danger">
          <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
          <span>
            {t("live.refused")} <Time at={refused.at} />{" "}
            {t.has(`refusals.${reason}` as "refusals.address") &&
              t(`refusals.${reason}` as "refusals.address")}
          </span>
        </p>
      )}
    </div>
  );
}
