import {
  FIRST_TICKET_MINUTES,
  ticketState,
} from "#lib/credentials/platform/index.ts";
import type { Facts, Occurrences } from "./facts.ts";
import type { Problem } from "./schema.ts";
import type { ProblemKind } from "./kinds.ts";

const MINUTE_MS = 60_000;
/** Consecutive failures after which the platform's token is reported. */
const MIN_TOKEN_FAILURES = 3;

/** The current problems, most severe first; empty when all is well. */
export function assessProblems(facts: Facts): Problem[] {
  const problems = [
    ...platformProblems(facts),
    ...facts.breakers.map(({ api, since, key }) => ({
      ...problem("wechat_api_down", "danger", since, { api, key }),
      id: `wechat_api_down ${api}`,
    })),
    ...counted("accounts_need_authorization", "warning", facts.unauthorizable),
    ...counted("tokens_failing", "danger", facts.tokensFailing),
    ...counted("events_waiting", "danger", facts.eventsWaiting),
    ...counted("events_parked", "warning", facts.eventsParked),
    ...counted("webhooks_failing", "warning", facts.webhooksFailing),
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

function counted(
  kind: ProblemKind,
  severity: Problem["severity"],
  { count, since, key }: Occurrences,
): Problem[] {
  return count > 0 && since !== null
    ? [problem(kind, severity, since, { count, key })]
    : [];
}

function platformProblems({ now, platform }: Facts): Problem[] {
  if (!platform) return [problem("platform_missing", "warning", now)];
  const { tokenFailures, tokenErrorKey, tokenExpiresAt } = platform;
  const ticket = ticketProblem(new Date(now), platform);
  const expired =
    tokenExpiresAt === null || new Date(tokenExpiresAt) < new Date(now);
  // Without a ticket there can be no token: report the cause only.
  const token =
    ticket?.kind === "ticket_expired" ||
    ticket?.kind === "ticket_never" ||
    tokenFailures < MIN_TOKEN_FAILURES
      ? null
      : problem(
          "platform_token_failing",
          expired ? "danger" : "warning",
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
    return now.getTime() - new Date(createdAt).getTime() >
      FIRST_TICKET_MINUTES * MINUTE_MS
      ? problem("ticket_never", "danger", createdAt)
      : null;
  switch (ticketState(new Date(ticketReceivedAt), now)) {
    case "expired":
      return problem("ticket_expired", "danger", ticketReceivedAt);
    case "late":
      return problem("ticket_late", "warning", ticketReceivedAt);
    case "fresh":
    case "never":
      return null;
  }
}
