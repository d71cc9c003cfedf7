import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { minimumSets, readiness } from "#lib/accounts/permissions/index.ts";
import { type Standing, standingAfter } from "./standing.ts";

const ready = {
  type: "official_account",
  verified: true,
  permissionSets: minimumSets("official_account"),
  hasOpenidProperty: true,
} as const;
const enabled: Standing = { status: "enabled", statusReason: null };

describe("how an account stands after a change", () => {
  test("an enabled account that loses what it needs is disabled and says why", () => {
    expect(standingAfter(enabled, ready)).toEqual(enabled);
    expect(standingAfter(enabled, { ...ready, verified: false })).toEqual({
      status: "disabled",
      statusReason: "verification_lost",
    });
    expect(standingAfter(enabled, { ...ready, permissionSets: [1] })).toEqual({
      status: "disabled",
      statusReason: "permissions_lost",
    });
    expect(
      standingAfter(enabled, { ...ready, hasOpenidProperty: false }),
    ).toEqual({ status: "disabled", statusReason: "openid_cleared" });
  });

  test("one that is disabled or deauthorized stays so, and keeps its reason, whatever it gains", () => {
    for (const standing of [
      { status: "disabled", statusReason: "permissions_lost" },
      { status: "deauthorized", statusReason: null },
    ] as const)
      expect(standingAfter(standing, ready)).toEqual(standing);
  });

  test("enabled implies ready at every step of a random history", () => {
    const step = fc.oneof(
      fc.record({ verified: fc.boolean() }),
      fc.record({ hasOpenidProperty: fc.boolean() }),
      fc.record({
        permissionSets: fc.subarray([...minimumSets("official_account"), 4]),
      }),
      fc.record({ press: fc.constantFrom("enable", "disable") }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        let facts = { ...ready, permissionSets: [...ready.permissionSets] };
        let standing: Standing = { status: "disabled", statusReason: null };
        for (const change of steps) {
          if ("press" in change) {
            const enables = change.press === "enable" && readiness(facts).ready;
            if (enables) standing = enabled;
            if (change.press === "disable")
              standing = { status: "disabled", statusReason: null };
          } else {
            facts = { ...facts, ...change } as typeof facts;
            standing = standingAfter(standing, facts);
          }
          if (standing.status === "enabled")
            expect(readiness(facts).ready).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });
});
