import type { Facts, Some } from "./facts.ts";
import type { Problem } from "./schema.ts";
import type { ProblemKind } from "./kinds.ts";

const MINUTE_MS = 60_000;
const TICKET_LATE_MS = 25 * MINUTE_MS;
const TICKET_EXPIRED_MS = 12 * 60 * MINUTE_MS;
/** A platform that was just entered has its first ticket after ten minutes (protocol 1.3). */
const FIRST_TICKET_MS = 15 * MINUTE_MS;
/** Failures in a row after which the platform's token is worth a word. */
const TOKEN_FAILURES = 3;

/** What is wrong, the worst first; empty when all is well. */
export function judge(facts: Facts): Problem[] {
  const problems = [
    ...platformProblems(facts),
    ...facts.breakers.map(({ api, since, key }) => ({
      ...problem("wechat_api_down", "danger", since, { api, key }),
      id: `wechat_api_down ${api}`,
    })),
    ...several("accounts_need_authorization", "warning", facts.unauthorizable),
    ...several("tokens_failing", "danger", facts.tokensFailing),
    ...several("events_waiting", "danger", facts.eventsWaiting),
    ...several("events_parked", "warning", facts.eventsParked),
    ...several("webhooks_failing", "warning", facts.webhooksFailing),
  ];
  return problems.sort(
    (one, other) =>
      rank(one) - rank(other) || one.since.localeCompare(other.since),
  );
}

const rank = ({ severity }: Problem) => (severity === "danger" ? 0 : 1);

function problem(
  kind: ProblemKind,
  severity: Problem["severity"],
  since: string,
  details: Partial<Problem["details"]> = {},
): Problem {
  const none = { count: 0, key: null, api: null };
  return {
    id: kind,
    kind,
    severity,
    since: new Date(since).toISOString(),
    details: { ...none, ...details },
  };
}

function several(
  kind: ProblemKind,
  severity: Problem["severity"],
  { count, since, key }: Some,
): Problem[] {
  return count > 0 && since !== null
    ? [problem(kind, severity, since, { count, key })]
    : [];
}

function platformProblems({ now, platform }: Facts): Problem[] {
  if (!platform) return [problem("platform_missing", "warning", now)];
  const { tokenFailures, tokenErrorKey, tokenExpiresAt } = platform;
  const ticket = ticketProblem(new Date(now), platform);
  const over =
    tokenExpiresAt === null || new Date(tokenExpiresAt) < new Date(now);
  // Without a ticket there can be no token: one cause is told once.
  const token =
    ticket?.kind === "ticket_expired" ||
    ticket?.kind === "ticket_never" ||
    tokenFailures < TOKEN_FAILURES
      ? null
      : problem(
          "platform_token_failing",
          over ? "danger" : "warning",
          platform.tokenRefreshedAt ?? platform.createdAt,
          { key: tokenErrorKey },
        );
  return [ticket, token].filter((found) => found !== null);
}

function ticketProblem(
  now: Date,
  { ticketReceivedAt, createdAt }: NonNullable<Facts["platform"]>,
): Problem | null {
  if (ticketReceivedAt === null)
    return now.getTime() - new Date(createdAt).getTime() > FIRST_TICKET_MS
      ? problem("ticket_never", "danger", createdAt)
      : null;
  const age = now.getTime() - new Date(ticketReceivedAt).getTime();
  if (age > TICKET_EXPIRED_MS)
    return problem("ticket_expired", "danger", ticketReceivedAt);
  return age > TICKET_LATE_MS
    ? problem("ticket_late", "warning", ticketReceivedAt)
    : null;
}
