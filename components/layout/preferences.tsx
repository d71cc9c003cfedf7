"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { NativeSelect } from "#components/ui/field.tsx";

const YEAR_SECONDS = 31_536_000;

function remember(cookie: string, value: string): void {
  document.cookie = `${cookie}=${value}; path=/; max-age=${YEAR_SECONDS}; samesite=lax`;
}

/**
 * Language and theme, kept in cookies so that the server can render them.
 * @param visitor the page is for people who are not signed in; those pages are reloaded, as only console pages refresh in place
 */
export function Preferences({
  theme,
  visitor = false,
}: {
  theme: string;
  visitor?: boolean;
}) {
  const t = useTranslations("common.preferences");
  const locale = useLocale();
  const router = useRouter();
  const showChoice = () =>
    visitor ? window.location.reload() : router.refresh();
  const chooseLocale = (value: string) => {
    remember("NEXT_LOCALE", value);
    document.documentElement.lang = value;
    showChoice();
  };
  const chooseTheme = (value: string) => {
    remember("theme", value);
    if (value === "system") delete document.documentElement.dataset["theme"];
    else document.documentElement.dataset["theme"] = value;
    showChoice();
  };
  return (
    <div className="flex gap-2 text-small [&>select]:min-w-0 [&>select]:flex-1 [&>select]:px-2">
      <NativeSelect
        aria-label={t("language")}
        value={locale}
        onChange={(event) => chooseLocale(event.target.value)}
      >
        <option value="zh-CN" lang="zh-CN">
          简体中文
        </option>
        <option value="en" lang="en">
          English
        </option>
      </NativeSelect>
      <NativeSelect
        aria-label={t("theme")}
        value={theme}
        onChange={(event) => chooseTheme(event.target.value)}
      >
        <option value="system">{t("system")}</option>
        <option value="light">{t("light")}</option>
        <option value="dark">{t("dark")}</option>
      </NativeSelect>
    </div>
  );
}
