import { createTranslator } from "next-intl";
import type { Problem } from "#lib/monitoring/status/index.ts";
// Imported directly, since the messages of lib/base/i18n come from the build, which commands do without.
import status from "#messages/en/status.json" with { type: "json" };

/** The English title of a problem and how to fix it. */
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
