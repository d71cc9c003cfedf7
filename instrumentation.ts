import { publishModules } from "#server/next-bundle.ts";

/** Next.js calls this once, before it answers anything. */
export function register(): void {
  // In these very words, or Next.js builds it for the edge, too.
  if (process.env.NEXT_RUNTIME === "nodejs")
    publishModules(import("#server/bundle-modules.ts"));
}
