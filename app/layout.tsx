import "./globals.css";
import type { Metadata, Viewport } from "next";
import { NextIntlClientProvider } from "next-intl";
import { getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { Providers } from "#components/providers.tsx";
import { env } from "#lib/base/env.ts";
import { themeOfRequest } from "#lib/base/i18n/theme.ts";

export const viewport: Viewport = { width: "device-width", initialScale: 1 };

const icons: Metadata["icons"] = {
  icon: [
    { url: "/favicon.ico", sizes: "32x32" },
    {
      url: "/icon.svg",
      type: "image/svg+xml",
      media: "(prefers-color-scheme: light)",
    },
    {
      url: "/icon-dark.svg",
      type: "image/svg+xml",
      media: "(prefers-color-scheme: dark)",
    },
  ],
  apple: "/apple-touch-icon.png",
};

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("common");
  return {
    title: { default: t("product"), template: `%s · ${t("product")}` },
    description: t("tagline"),
    metadataBase: new URL(env().PUBLIC_URL),
    formatDetection: { telephone: false },
    icons,
    manifest: "/site.webmanifest",
    openGraph: {
      siteName: t("product"),
      images: { url: "/social.png", width: 1200, height: 630 },
    },
    robots: { index: false, follow: false },
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
