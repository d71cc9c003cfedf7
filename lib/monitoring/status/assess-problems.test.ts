import { describe, expect, test } from "vitest";
import type { Facts, Occurrences } from "./facts.ts";
import { assessProblems } from "./assess-problems.ts";

const NOW = "2026-11-21T12:00:00Z";
const minutesAgo = (minutes: number) =>
  new Date(new Date(NOW).getTime() - minutes * 60_000).toISOString();
const none: Occurrences = { count: 0, since: null, key: null };

function facts(
  change: Partial<Facts> = {},
  platform: Partial<NonNullable<Facts["platform"]>> = {},
): Facts {
  return {
    now: NOW,
    platform: {
      componentAppid: "wx0000000000000001",
      createdAt: minutesAgo(9_999),
      ticketReceivedAt: minutesAgo(5),
      tokenFailures: 0,
      tokenErrorKey: null,
      tokenRefreshedAt: minutesAgo(30),
      tokenExpiresAt: minutesAgo(-90),
      lastCallbackAt: minutesAgo(1),
      ...platform,
    },
    unauthorizable: none,
    tokensFailing: none,
    eventsWaiting: none,
    eventsParked: none,
    webhooksFailing: none,
    breakers: [],
    reconciliation: null,
    ...change,
  };
}
const kinds = (given: Facts) => assessProblems(given).map(({ kind }) => kind);

describe("the assessment of the status", () => {
  test("the status is healthy when there is no problem", () => {
    expect(assessProblems(facts())).toEqual([]);
  });

  test("the ticket is late after 25 minutes and expired after twelve hours", () => {
    const withAge = (minutes: number) =>
      kinds(facts({}, { ticketReceivedAt: minutesAgo(minutes) }));
    expect(withAge(25)).toEqual([]);
    expect(withAge(26)).toEqual(["ticket_late"]);
    expect(withAge(719)).toEqual(["ticket_late"]);
    expect(withAge(721)).toEqual(["ticket_expired"]);
  });

  test("a new platform has time for its first ticket", () => {
    const since = (minutes: number) =>
      kinds(
        facts({}, { ticketReceivedAt: null, createdAt: minutesAgo(minutes) }),
      );
    expect(since(14)).toEqual([]);
    expect(since(16)).toEqual(["ticket_never"]);
  });

  test("a token that fails for want of a ticket is not a separate problem", () => {
    const failing = { tokenFailures: 9, tokenErrorKey: "ticket_missing" };
    expect(
      kinds(facts({}, { ...failing, ticketReceivedAt: minutesAgo(800) })),
    ).toEqual(["ticket_expired"]);
    expect(kinds(facts({}, { ...failing, tokenErrorKey: "61004" }))).toEqual([
      "platform_token_failing",
    ]);
  });

  test("problems that affect use come before warnings", () => {
    const some = { count: 3, since: minutesAgo(60), key: "61023" };
    expect(
      kinds(
        facts({
          unauthorizable: some,
          eventsParked: some,
          tokensFailing: { ...some, since: minutesAgo(10) },
          breakers: [
            { api: "api_authorizer_token", since: minutesAgo(2), key: "-1" },
          ],
        }),
      ),
    ).toEqual([
      "tokens_failing",
      "wechat_api_down",
      "accounts_need_authorization",
      "events_parked",
    ]);
  });
});
