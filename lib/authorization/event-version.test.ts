import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  laterVersion,
  orderOf,
  type EventVersion,
  rankOf,
  NO_EVENT,
} from "./event-version.ts";

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

interface State {
  authorized: boolean;
  code: string;
}
const stateAfter = ({ infoType, code }: Event): State => ({
  authorized: infoType !== "unauthorized",
  code,
});

/** Applies events as they arrive; where the clock does not tell, WeChat's record does. */
function run(arriving: Event[], record: State): State {
  let applied: EventVersion = NO_EVENT;
  let state: State = { authorized: false, code: "" };
  for (const event of arriving) {
    const order = orderOf(event, applied);
    if (order === "older" || order === "same") continue;
    state = order === "newer" ? stateAfter(event) : record;
    applied = laterVersion(event, applied);
  }
  return state;
}

describe("the order of authorization events", () => {
  test("late, repeated and reordered events end in the merchant's last state", () => {
    // As they happened: by the clock, and within a second in the order of the list.
    const happened = fc
      .uniqueArray(event, {
        minLength: 1,
        maxLength: 8,
        selector: ({ time, rank, code }) => `${time} ${rank} ${code}`,
      })
      .map((events) => events.toSorted((a, b) => a.time - b.time));
    const shuffled = happened.chain((events) =>
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
        const last = events.at(-1);
        const record = last
          ? stateAfter(last)
          : { authorized: false, code: "" };
        expect(run(order, record)).toEqual(record);
      }),
      { numRuns: 5_000 },
    );
  });

  test("a repeated event is the same, and two of one second need a question to WeChat", () => {
    const authorized = { time: 5, rank: rankOf("authorized"), code: "c1" };
    const unauthorized = { time: 5, rank: rankOf("unauthorized"), code: "" };
    expect(orderOf(authorized, authorized)).toBe("same");
    expect(orderOf(authorized, unauthorized)).toBe("contested");
    expect(orderOf(unauthorized, authorized)).toBe("contested");
    expect(orderOf({ ...unauthorized, time: 6 }, authorized)).toBe("newer");
    expect(orderOf({ ...unauthorized, time: 4 }, authorized)).toBe("older");
  });
});
