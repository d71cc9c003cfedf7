import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  accountTypeOfSets,
  minimumSets,
  permissionSetName,
  permissionSetsOf,
} from "./catalogue.ts";
import { readiness } from "./readiness.ts";

describe("readiness", () => {
  test("an Official Account needs verification, the minimum sets and an OpenID property", () => {
    const facts = {
      type: "official_account",
      verified: true,
      permissionSets: minimumSets("official_account"),
      hasOpenidProperty: true,
    } as const;
    expect(readiness(facts).ready).toBe(true);
    expect(readiness({ ...facts, verified: false }).ready).toBe(false);
    expect(readiness({ ...facts, hasOpenidProperty: false }).ready).toBe(false);
    for (const id of minimumSets("official_account"))
      expect(
        readiness({
          ...facts,
          permissionSets: minimumSets("official_account").filter(
            (set) => set !== id,
          ),
        }).ready,
      ).toBe(false);
  });

  test("a Mini Program need not be verified", () => {
    const result = readiness({
      type: "mini_program",
      verified: false,
      permissionSets: minimumSets("mini_program"),
      hasOpenidProperty: true,
    });
    expect(result).toEqual({
      ready: true,
      checks: [
        { id: "minimum_sets", ok: true },
        { id: "openid", ok: true },
      ],
    });
  });

  test("granting one more set never makes an account less ready", () => {
    const sets = fc.array(fc.integer({ min: 1, max: 160 }));
    fc.assert(
      fc.property(
        fc.constantFrom("official_account" as const, "mini_program" as const),
        sets,
        fc.integer({ min: 1, max: 160 }),
        fc.boolean(),
        fc.boolean(),
        (type, granted, more, verified, hasOpenidProperty) => {
          const before = readiness({
            type,
            verified,
            permissionSets: granted,
            hasOpenidProperty,
          });
          const after = readiness({
            type,
            verified,
            permissionSets: [...granted, more],
            hasOpenidProperty,
          });
          for (const [index, check] of before.checks.entries())
            if (check.ok) expect(after.checks[index]?.ok).toBe(true);
        },
      ),
    );
  });
});

describe("the catalogue", () => {
  test("the type of an account is derived from its granted sets", () => {
    expect(accountTypeOfSets(minimumSets("mini_program"))).toBe("mini_program");
    expect(accountTypeOfSets(minimumSets("official_account"))).toBe(
      "official_account",
    );
  });

  test("a set that WeChat added later is named by its number", () => {
    expect(permissionSetName(1, "zh-CN")).toBe("消息管理");
    expect(permissionSetName(99_999, "en")).toBe("Permission set 99999");
  });

  test("all minimum sets are in the catalogue and none of them is exclusive", () => {
    for (const type of ["official_account", "mini_program"] as const) {
      const marked = permissionSetsOf(type).filter((set) => set.minimum);
      expect(marked.map((set) => set.id).sort((a, b) => a - b)).toEqual([
        ...minimumSets(type),
      ]);
      expect(marked.filter((set) => set.exclusive)).toEqual([]);
    }
  });
});
