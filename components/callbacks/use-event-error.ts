import { useTranslations } from "next-intl";

/** Why an attempt failed and how to fix it; details of internal errors are in the server's log only. */
export function useEventError(): (key: string) => string {
  const t = useTranslations("callbacks");
  const errors = useTranslations("wechatErrors");
  return (key) =>
    key !== "unknown" && errors.has(key as "timeout")
      ? errors(key as "timeout")
      : t("unknownError");
}
