import { expect, test } from "vitest";
import { isForbiddenFlight } from "./flight.ts";

const cookie = "next-auth.session-token=abc";
const own = { rsc: "1", "sec-fetch-site": "same-origin", cookie };

test("pages of a signed-in member may send flights", () => {
  expect(isForbiddenFlight({ headers: own }, "?_rsc=1abc")).toBe(false);
  expect(
    isForbiddenFlight(
      { headers: { ...own, "next-router-prefetch": "1", "next-url": "/" } },
      "",
    ),
  ).toBe(false);
  expect(
    isForbiddenFlight(
      { headers: { ...own, cookie: "__Secure-next-auth.session-token.0=a" } },
      "",
    ),
  ).toBe(false);
});

test("an ordinary page request is not a flight", () => {
  expect(isForbiddenFlight({ headers: { cookie } }, "?q=_rsc")).toBe(false);
  expect(isForbiddenFlight({ headers: {} }, "")).toBe(false);
});

test("all other flights are forbidden", () => {
  for (const [headers, query] of [
    [{ ...own, cookie: undefined }, ""],
    [{ ...own, cookie: "theme=dark" }, "?_rsc=1"],
    [{ ...own, "sec-fetch-site": "cross-site" }, ""],
    [{ ...own, "sec-fetch-site": undefined }, ""],
    [{ cookie, "sec-fetch-site": "same-origin" }, "?_rsc=1"],
    [{ cookie, "next-router-state-tree": "[]" }, ""],
    [{ rsc: "1" }, ""],
    [{ ...own, "next-action": "00" }, ""],
  ] as const)
    expect(isForbiddenFlight({ headers }, query), JSON.stringify(headers)).toBe(
      true,
    );
});
