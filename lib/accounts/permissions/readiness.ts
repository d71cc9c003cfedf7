import type { AccountType } from "#lib/accounts/kinds.ts";
import { missingSets } from "./catalogue.ts";
import type { Readiness, ReadinessCheck } from "./schema.ts";

export interface ReadinessFacts {
  type: AccountType;
  verified: boolean;
  permissionSets: readonly number[];
  hasOpenidProperty: boolean;
}

/** What an account must have before it can be enabled; only Official Accounts must be verified by WeChat. */
export function readiness(facts: ReadinessFacts): Readiness {
  const checks: ReadinessCheck[] = [
    ...(facts.type === "official_account"
      ? [{ id: "verified" as const, ok: facts.verified }]
      : []),
    {
      id: "minimum_sets",
      ok: missingSets(facts.type, facts.permissionSets).length === 0,
    },
    { id: "openid", ok: facts.hasOpenidProperty },
  ];
  return { ready: checks.every((check) => check.ok), checks };
}
