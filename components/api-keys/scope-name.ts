import type { Scope } from "#lib/access/index.ts";

type WithUnderscore<Name extends string> =
  Name extends `${infer Before}:${infer After}` ? `${Before}_${After}` : Name;

/** The key of a scope's name in the messages `apiKeys.scopes`. */
export function scopeName<Name extends Scope>(scope: Name) {
  return scope.replace(":", "_") as WithUnderscore<Name>;
}
