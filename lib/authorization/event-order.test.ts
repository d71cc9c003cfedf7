import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isNewer, type Position, rankOf, START } from "./event-order.ts";

const infoType = fc.constantFrom(
  "authorized" as const,
  "updateauthorized" as const,
  "unauthorized" as const,
);
const event = fc
  .record({
    time: fc.integer({ min: 1, max: 12 }),
    infoType,
    code: fc.constantFrom("c1", "c2", "c3", "c4"),
  })
  .map(({ time, infoType, code }) => ({
    time,
    infoType,
    rank: rankOf(infoType),
    code: infoType === "unauthorized" ? "" : code,
  }));
type Event = {
  time: number;
  rank: number;
  code: string;
  infoType: "authorized" | "updateauthorized" | "unauthorized";
};

function run(events: Event[]): { authorized: boolean; code: string } {
  let applied: Position = START;
  let state = { authorized: false, code: "" };
  for (const next of events) {
    if (!isNewer(next, applied)) continue;
    applied = next;
    state = { authorized: next.infoType !== "unauthorized", code: next.code };
  }
  return state;
}

describe("the order of authorization events", () => {
  test("shuffled and repeated in any way, the same events end in the same state", () => {
    const shuffled = fc
      .array(event, { minLength: 1, maxLength: 8 })
      .chain((events) =>
        fc.record({
          events: fc.constant(events),
          order: fc.shuffledSubarray([...events, ...events, ...events], {
            minLength: events.length * 3,
            maxLength: events.length * 3,
          }),
        }),
      );
    fc.assert(
      fc.property(shuffled, ({ events, order }) => {
        expect(run(order)).toEqual(run(events));
      }),
      { numRuns: 5_000 },
    );
  });

  test("the state is that of the event with the newest CreateTime", () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(event, {
          minLength: 1,
          maxLength: 8,
          selector: ({ time }) => time,
        }),
        (events) => {
          const newest = events.toSorted((a, b) => b.time - a.time)[0];
          expect(run(events).authorized).toBe(
            newest?.infoType !== "unauthorized",
          );
        },
      ),
    );
  });

  test("in one second an authorization wins over its end", () => {
    const authorized = { time: 5, rank: rankOf("authorized"), code: "c1" };
    const unauthorized = { time: 5, rank: rankOf("unauthorized"), code: "" };
    expect(isNewer(authorized, unauthorized)).toBe(true);
    expect(isNewer(unauthorized, authorized)).toBe(false);
  });
});
