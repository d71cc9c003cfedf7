import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { minimumSets, readiness } from "#lib/accounts/permissions/index.ts";
import { type StatusColumns, statusAfter } from "./account-status.ts";

const ready = {
  type: "official_account",
  verified: true,
  permissionSets: minimumSets("official_account"),
  hasOpenidProperty: true,
} as const;
const enabled: StatusColumns = { status: "enabled", statusReason: null };

describe("the status of an account after a change", () => {
  test("an enabled account that loses a requirement is disabled with the reason", () => {
    expect(statusAfter(enabled, ready)).toEqual(enabled);
    expect(statusAfter(enabled, { ...ready, verified: false })).toEqual({
      status: "disabled",
      statusReason: "verification_lost",
    });
    expect(statusAfter(enabled, { ...ready, permissionSets: [1] })).toEqual({
      status: "disabled",
      statusReason: "permissions_lost",
    });
    expect(
      statusAfter(enabled, { ...ready, hasOpenidProperty: false }),
    ).toEqual({ status: "disabled", statusReason: "openid_cleared" });
  });

  test("a disabled or deauthorized account keeps its status and reason whatever it gains", () => {
    for (const status of [
      { status: "disabled", statusReason: "permissions_lost" },
      { status: "deauthorized", statusReason: null },
    ] as const)
      expect(statusAfter(status, ready)).toEqual(status);
  });

  test("an enabled account is ready at every step of a random history", () => {
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
        let status: StatusColumns = { status: "disabled", statusReason: null };
        for (const change of steps) {
          if ("press" in change) {
            const enables = change.press === "enable" && readiness(facts).ready;
            if (enables) status = enabled;
            if (change.press === "disable")
              status = { status: "disabled", statusReason: null };
          } else {
            facts = { ...facts, ...change } as typeof facts;
            status = statusAfter(status, facts);
          }
          if (status.status === "enabled")
            expect(readiness(facts).ready).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });
});
