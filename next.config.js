import { PHASE_PRODUCTION_SERVER } from "next/constants.js";

/** @type {import("next").NextConfig} */
const config = {
  poweredByHeader: false,
  devIndicators: false,
  // `npm test` checks the types, of the tests too; a start need not wait for that.
  typescript: { ignoreBuildErrors: true },
  images: { unoptimized: true },
  // A page is loaded when it is first asked for; all of them at the start would keep the first one waiting.
  experimental: { preloadEntriesOnStart: false },
  serverExternalPackages: ["pg", "pino", "prom-client", "undici"],
};

/** What serves a build needs no plugin of the build's, and need not wait for one. */
export default async function configOf(/** @type {string} */ phase) {
  if (phase === PHASE_PRODUCTION_SERVER) return config;
  const { default: createNextIntlPlugin } = await import("next-intl/plugin");
  const withMessages = createNextIntlPlugin({
    requestConfig: "./lib/base/i18n/request.ts",
    experimental: {
      messages: {
        // What parses sentences stays out of the browser, and no request waits for it.
        path: "./messages",
        locales: "infer",
        format: "json",
        precompile: true,
      },
    },
  });
  return withMessages(config);
}
