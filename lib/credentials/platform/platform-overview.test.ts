import { expect, test } from "vitest";
import { ticketState } from "./platform-overview.ts";

test("a ticket is late after 25 minutes of silence and expired after 12 hours", () => {
  const now = new Date("2026-11-21T12:00:00Z");
  const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000);
  expect(ticketState(null, now)).toBe("never");
  expect(ticketState(ago(9), now)).toBe("fresh");
  expect(ticketState(ago(25), now)).toBe("fresh");
  expect(ticketState(ago(26), now)).toBe("late");
  expect(ticketState(ago(12 * 60 + 1), now)).toBe("expired");
});
