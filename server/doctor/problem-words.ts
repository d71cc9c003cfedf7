import { createTranslator } from "next-intl";
import type { Problem } from "#lib/monitoring/status/index.ts";
// From the file itself: what lib/i18n has is compiled by the build, which a command does without.
import status from "#messages/en/status.json" with { type: "json" };

/** What is wrong, and what mends it, as the commands speak. */
export function problemWords({ kind, details: { count, api } }: Problem): {
  title: string;
  way: string;
} {
  const t = createTranslator({
    locale: "en",
    messages: { status },
    namespace: "status",
  });
  return {
    title: t(`problems.${kind}.title`, { count, api: api ?? "" }),
    way: t(`problems.${kind}.way`),
  };
}
