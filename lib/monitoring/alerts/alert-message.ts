import { createTranslator } from "next-intl";
import { type Locale, messagesOf } from "#lib/base/i18n/index.ts";
import type { Problem } from "#lib/monitoring/status/index.ts";

/** The formats of alerts: plain JSON, and the messages that WeCom (企业微信) and DingTalk (钉钉) bots accept. */
type AlertFormat = "json" | "wecom" | "dingtalk";

/** A problem that began or ended. */
export interface Alert {
  state: "began" | "ended";
  problem: Problem;
  /** ISO 8601; null while the problem lasts. */
  endedAt: string | null;
}

/**
 * The body of an alert.
 * @param options.origin the console's origin, for the link to the status page
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
  const messages = messagesOf(locale);
  const t = createTranslator({ locale, messages, namespace: "status" });
  const title = t(`problems.${problem.kind}.title`, {
    count: problem.details.count,
    api: problem.details.api ?? "",
  });
  return {
    title: t(state === "began" ? "alert.began" : "alert.ended", { title }),
    way: t(`problems.${problem.kind}.way`),
    open: t("alert.open"),
  };
}
