const locales = ["zh-CN", "en"] as const;
export type Locale = (typeof locales)[number];

export const LOCALE_COOKIE = "NEXT_LOCALE";

/** The language of a request: the chosen one (cookie), else the browser's preference, else Chinese. */
export function localeOf(
  cookie: string | null | undefined,
  acceptLanguage: string | null | undefined,
): Locale {
  const chosen = locales.find((locale) => locale === cookie);
  if (chosen) return chosen;
  for (const part of (acceptLanguage ?? "").toLowerCase().split(",")) {
    if (part.trim().startsWith("zh")) return "zh-CN";
    if (part.trim().startsWith("en")) return "en";
  }
  return "zh-CN";
}
