import { describe, expect, test } from "vitest";
import type { KeyActor } from "./actor.ts";
import { AccessError } from "./access-error.ts";
import { type Role, roles, type Scope, scopes } from "./kinds.ts";
import {
  type Action,
  actions,
  authorize,
  can,
  requireAllAccounts,
  ruleOf,
} from "./policy.ts";

const person = (role: Role) => ({ kind: "user", role }) as const;
const key = (
  granted: readonly Scope[],
  accounts: string[] | null = null,
): KeyActor => ({
  kind: "key",
  keyId: "k1",
  name: "CRM",
  prefix: "lp_01234567",
  scopes: granted,
  accounts,
  address: null,
  requestId: null,
});
const refusal = (act: () => void) => {
  try {
    act();
    return null;
  } catch (error) {
    return error instanceof AccessError ? error.code : error;
  }
};

describe("the policy", () => {
  test("a higher role may do everything that a lower role may", () => {
    for (const action of actions) {
      const allowed = roles.map((role) => can(person(role), action));
      expect(allowed, action).toEqual(
        [...allowed].sort((a, b) => Number(a) - Number(b)),
      );
    }
  });

  test("a viewer may only read and change their own sign-in", () => {
    const mayDo = actions.filter((action) => can(person("viewer"), action));
    expect(mayDo.sort()).toEqual([
      "accounts.read",
      "events.read",
      "factors.own",
      "links.read",
      "permissions.read",
      "platform.read",
      "properties.read",
      "receipts.read",
      "reference.read",
      "retention.read",
      "status.read",
    ]);
  });

  test("a forbidden action is refused with a stable code", () => {
    expect(() => authorize(person("operator"), "platform.write")).toThrow(
      new AccessError("forbidden"),
    );
    expect(() => authorize(person("admin"), "platform.write")).not.toThrow();
  });
});

describe("the policy for keys", () => {
  test("a key may do what its scopes name and nothing else", () => {
    for (const scope of scopes) {
      const mayDo = actions.filter((action) => can(key([scope]), action));
      expect(mayDo, scope).toEqual(
        actions.filter((action) =>
          [scope, "any"].includes(ruleOf(action).scope ?? ""),
        ),
      );
      expect(mayDo.length, scope).toBeGreaterThan(1);
    }
  });

  test("no scope grants more than the role that creates keys may do", () => {
    for (const action of actions)
      if (ruleOf(action).scope !== null)
        expect(can(person("admin"), action), action).toBe(true);
  });

  test("members, keys, secrets and irreversible actions are reserved for people", () => {
    const forPeople: Action[] = [
      "accounts.delete",
      "api_keys.manage",
      "members.read",
      "members.manage",
      "retention.manage",
      "platform.write",
      "platform.repair",
      "webhooks.read",
      "webhooks.manage",
    ];
    for (const action of forPeople)
      expect(
        refusal(() => authorize(key(scopes), action)),
        action,
      ).toBe("people_only");
  });

  test("a key limited to some accounts can use no other account and nothing platform-wide", () => {
    const limited = key(["accounts:read", "accounts:manage"], ["wx1"]);
    expect(refusal(() => authorize(limited, "accounts.read", "wx1"))).toBe(
      null,
    );
    expect(refusal(() => authorize(limited, "accounts.read", "wx2"))).toBe(
      "account_unknown",
    );
    expect(refusal(() => authorize(limited, "platform.sync"))).toBe(
      "key_limited",
    );
    expect(refusal(() => requireAllAccounts(limited))).toBe("key_limited");
    expect(refusal(() => requireAllAccounts(key([])))).toBe(null);
  });

  test("a key without the scope cannot find out whether an account exists", () => {
    const limited = key(["events:read"], ["wx1"]);
    for (const appid of ["wx1", "wx2"])
      expect(refusal(() => authorize(limited, "accounts.read", appid))).toBe(
        "scope_missing",
      );
  });

  test("a key whose last account was deleted may use no account", () => {
    expect(can(key(["accounts:read"], []), "accounts.read", "wx1")).toBe(false);
  });
});
