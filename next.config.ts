import type { NextConfig } from "next";
import { PHASE_PRODUCTION_SERVER } from "next/constants.js";

const config: NextConfig = {
  poweredByHeader: false,
  devIndicators: false,
  // `npm test` checks the types, so a build need not.
  typescript: { ignoreBuildErrors: true },
  images: { unoptimized: true },
  // Loading every page at the start would delay the first answer.
  experimental: { preloadEntriesOnStart: false },
  serverExternalPackages: ["pg", "pino", "prom-client", "undici"],
};

/** The server of a build needs no build plugin, so it does not load one. */
export default async function configOf(phase: string): Promise<NextConfig> {
  if (phase === PHASE_PRODUCTION_SERVER) return config;
  const { default: createNextIntlPlugin } = await import("next-intl/plugin");
  const withMessages = createNextIntlPlugin({
    requestConfig: "./lib/base/i18n/request.ts",
    experimental: {
      messages: {
        // Compiled at build time, so that neither browser nor server loads the message parser.
        path: "./messages",
        locales: "infer",
        format: "json",
        precompile: true,
      },
    },
  });
  return withMessages(config);
}
