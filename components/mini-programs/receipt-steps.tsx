import { useTranslations } from "next-intl";
import type { PushSource } from "#lib/mini-programs/kinds.ts";

/** What is done at WeChat or in the other system, with the exact names of WeChat's menus. */
export function ReceiptSteps({ source }: { source: PushSource }) {
  const t = useTranslations("miniPrograms.receipt");
  const steps =
    source === "wechat"
      ? [
          t("stepsWechat.1"),
          t("stepsWechat.2"),
          t("stepsWechat.3"),
          t("stepsWechat.4"),
        ]
      : [
          t("stepsThirdParty.1"),
          t("stepsThirdParty.2"),
          t("stepsThirdParty.3"),
        ];
  return (
    <div className="rounded-md bg-sunken px-3 py-2.5 text-small">
      <p className="mb-1 font-medium">
        {source === "wechat"
          ? t("stepsWechat.title")
          : t("stepsThirdParty.title")}
      </p>
      <ol className="list-decimal space-y-1 pl-5">
        {steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
    </div>
  );
}
