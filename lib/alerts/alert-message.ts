import { createTranslator } from "next-intl";
import type { Locale } from "#lib/i18n/index.ts";
import type { Problem } from "#lib/status/index.ts";
import chinese from "#messages/zh-CN/status.json" with { type: "json" };
import english from "#messages/en/status.json" with { type: "json" };

// Read from the files themselves and not through lib/i18n: its sentences are compiled by the build of the pages, and
// alerts are sent by the process that runs as it is.
const sentences = { "zh-CN": { status: chinese }, en: { status: english } };

/** The shapes in which alerts are sent: plain JSON, and what the bots of WeCom (企业微信) and DingTalk (钉钉) take. */
type AlertFormat = "json" | "wecom" | "dingtalk";

/** One thing that became wrong, or was mended. */
export interface Alert {
  state: "began" | "ended";
  problem: Problem;
  /** ISO 8601; of one that ended. */
  endedAt: string | null;
}

/**
 * The body of an alert.
 * @param options.origin of the console, whose status page it leads to
 */
export function alertMessage(
  alert: Alert,
  options: { format: AlertFormat; locale: Locale; origin: string },
): Record<string, unknown> {
  const { state, problem, endedAt } = alert;
  const words = wordsOf(alert, options.locale);
  const url = `${options.origin}/status`;
  const text = [
    `**${words.title}**`,
    ...(state === "began" ? [words.way] : []),
    `[${words.open}](${url})`,
  ].join("\n\n");
  switch (options.format) {
    case "json":
      return {
        type: `problem.${state}`,
        id: problem.id,
        kind: problem.kind,
        severity: problem.severity,
        since: problem.since,
        endedAt,
        details: problem.details,
        title: words.title,
        detail: words.way,
        url,
      };
    case "wecom":
      return { msgtype: "markdown", markdown: { content: text } };
    case "dingtalk":
      return { msgtype: "markdown", markdown: { title: words.title, text } };
  }
}

function wordsOf({ state, problem }: Alert, locale: Locale) {
  const { title, way } = problemWords(problem, locale);
  const t = translator(locale);
  return {
    title: t(state === "began" ? "alert.began" : "alert.ended", { title }),
    way,
    open: t("alert.open"),
  };
}

/** What is wrong, and what mends it, for people. */
export function problemWords(
  { kind, details: { count, api } }: Problem,
  locale: Locale,
): { title: string; way: string } {
  const t = translator(locale);
  return {
    title: t(`problems.${kind}.title`, { count, api: api ?? "" }),
    way: t(`problems.${kind}.way`),
  };
}

function translator(locale: Locale) {
  const messages = sentences[locale];
  return createTranslator({ locale, messages, namespace: "status" });
}
