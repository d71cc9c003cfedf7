import "./globals.css";
import type { Metadata, Viewport } from "next";
import { NextIntlClientProvider } from "next-intl";
import { getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { Providers } from "#components/providers.tsx";
import { themeOfRequest } from "#lib/base/i18n/theme.ts";

export const viewport: Viewport = { width: "device-width", initialScale: 1 };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("common");
  return {
    title: { default: t("product"), template: `%s · ${t("product")}` },
    description: t("tagline"),
    formatDetection: { telephone: false },
  };
}

export default async function RootLayout({
  children,
}: {
  children: ReactNode;
}) {
  const theme = await themeOfRequest();
  return (
    <html
      lang={await getLocale()}
      data-theme={theme === "system" ? undefined : theme}
    >
      <body>
        <NextIntlClientProvider>
          <Providers>{children}</Providers>
        </NextIntlClientProvider>
      </body>
    </html>
  );
}
