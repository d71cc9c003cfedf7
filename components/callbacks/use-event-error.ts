import { useTranslations } from "next-intl";

/** Why an attempt failed and what mends it, in words; what WeChat has no part in stands in the server's log only. */
export function useEventError(): (key: string) => string {
  const t = useTranslations("callbacks");
  const errors = useTranslations("wechatErrors");
  return (key) =>
    key !== "unknown" && errors.has(key as "timeout")
      ? errors(key as "timeout")
      : t("unknownError");
}
