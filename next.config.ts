import createNextIntlPlugin from "next-intl/plugin";
import type { NextConfig } from "next";
import { everywhere } from "./lib/http/everywhere.ts";

const config: NextConfig = {
  poweredByHeader: false,
  devIndicators: false,
  // `npm test` checks the types, of the tests too; a start need not wait for that.
  typescript: { ignoreBuildErrors: true },
  images: { unoptimized: true },
  serverExternalPackages: ["pg", "pino", "prom-client", "undici"],
  headers: () =>
    Promise.resolve([
      { source: "/:path*", headers: everywhere },
      {
        source: "/((?!authorize).*)",
        headers: [{ key: "Referrer-Policy", value: "same-origin" }],
      },
      // WeChat compares the host of the page that its link was followed from (protocol 3.2).
      {
        source: "/authorize/:path*",
        headers: [{ key: "Referrer-Policy", value: "origin" }],
      },
    ]),
};

export default createNextIntlPlugin({
  requestConfig: "./lib/i18n/request.ts",
  experimental: {
    messages: {
      // What parses sentences stays out of the browser, and no request waits for it.
      path: "./messages",
      locales: "infer",
      format: "json",
      precompile: true,
    },
  },
})(config);
