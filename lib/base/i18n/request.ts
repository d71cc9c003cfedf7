import { getRequestConfig } from "next-intl/server";
import { cookies, headers } from "next/headers";
import { formats } from "./formats.ts";
import { LOCALE_COOKIE, localeOf } from "./locale.ts";
import { messagesOf } from "./messages.ts";

export default getRequestConfig(async () => {
  const locale = localeOf(
    (await cookies()).get(LOCALE_COOKIE)?.value,
    (await headers()).get("accept-language"),
  );
  return {
    locale,
    messages: messagesOf(locale),
    formats,
    timeZone: "Asia/Shanghai",
  };
});
