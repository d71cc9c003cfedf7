import { describe, expect, test } from "vitest";
import { AuthError } from "./auth-error.ts";
import { actions, authorize, can, roles } from "./policy.ts";

describe("the policy", () => {
  test("a higher role may do all that a lower one may", () => {
    for (const action of actions) {
      const allowed = roles.map((role) => can({ role }, action));
      expect(allowed, action).toEqual(
        [...allowed].sort((a, b) => Number(a) - Number(b)),
      );
    }
  });

  test("a viewer reads, and changes nothing but how they themselves sign in", () => {
    const mayDo = actions.filter((action) => can({ role: "viewer" }, action));
    expect(mayDo.sort()).toEqual([
      "accounts.read",
      "events.read",
      "factors.own",
      "links.read",
      "permissions.read",
      "platform.read",
      "properties.read",
      "retention.read",
      "status.read",
    ]);
  });

  test("what the policy forbids is refused with a stable code", () => {
    expect(() => authorize({ role: "operator" }, "platform.write")).toThrow(
      new AuthError("forbidden"),
    );
    expect(() => authorize({ role: "admin" }, "platform.write")).not.toThrow();
  });
});
