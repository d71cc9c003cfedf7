export { LOCALE_COOKIE, type Locale, localeOf } from "./locale.ts";
export { type Messages, messagesOf } from "./messages.ts";
