export { LOCALE_COOKIE, type Locale, localeOf, locales } from "./locale.ts";
export { type Messages, messagesOf } from "./messages.ts";
