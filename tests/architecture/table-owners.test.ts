import { getTableName, isTable } from "drizzle-orm";
import { expect, test } from "vitest";
import * as schema from "../../lib/base/db/schema/index.ts";
import { sources, text } from "./source-files.ts";

/** The one module that inserts, updates and deletes rows of a table. */
const owners: Record<string, string> = {
  account_tokens: "credentials",
  accounts: "accounts",
  api_key_secrets: "identity",
  api_key_windows: "identity",
  api_keys: "identity",
  audit_checkpoints: "audit",
  audit_keys: "audit",
  audit_log: "audit",
  audit_seals: "audit",
  audit_unsealed: "audit",
  authorization_codes: "authorization",
  authorization_links: "authorization",
  authorization_positions: "authorization",
  authorization_visits: "authorization",
  authorizations: "accounts",
  breakers: "credentials",
  components: "credentials",
  deleted_accounts: "accounts",
  idempotency_keys: "api",
  inbox: "callbacks",
  known_browsers: "identity",
  mini_program_configs: "mini-programs",
  passkey_challenges: "identity",
  passkeys: "identity",
  problems: "monitoring",
  property_sources: "accounts",
  quota_resets: "accounts",
  receipts: "mini-programs",
  reconciliations: "authorization",
  recovery_codes: "identity",
  retention_progress: "callbacks",
  retention_settings: "maintenance",
  secret_key_checks: "maintenance",
  security_settings: "identity",
  sessions: "identity",
  sign_in_attempts: "identity",
  single_use_links: "identity",
  totp_factors: "identity",
  user_properties: "accounts",
  users: "identity",
  webhook_deliveries: "webhooks",
  webhook_endpoints: "webhooks",
};

/** Files that write rows of other modules, and why. */
const exceptions = new Set([
  // Everything that is kept of an account is destroyed in one transaction.
  "lib/accounts/delete-account.ts",
]);

const nameOf = new Map<string, string>(
  Object.entries(schema).flatMap(([key, value]) =>
    isTable(value) ? [[key, getTableName(value)] as const] : [],
  ),
);

/** The tables that a source file writes, by Drizzle or by SQL of its own. */
function tablesWritten(source: string): Set<string> {
  const aliases = new Map(nameOf);
  for (const [, names] of source.matchAll(/const \{([^}]*)\} = schema;/g))
    for (const entry of (names ?? "").split(",")) {
      const [name = "", alias = name] = entry.split(":").map((s) => s.trim());
      const table = nameOf.get(name);
      if (table) aliases.set(alias, table);
    }
  const byDrizzle = [
    ...source.matchAll(
      /\.(?:insert|update|delete)\(\s*(?:schema\.)?(\w+)\s*\)/g,
    ),
  ].map(([, name]) => aliases.get(name ?? ""));
  const bySql = [
    ...source.matchAll(
      /\b(?:insert into|delete from|update)\s+(?:only\s+)?(?:\$\{(?:schema\.)?(\w+)\}|(\w+))(?=\s)/gi,
    ),
  ].map(([, alias, name]) =>
    alias === undefined ? (name ?? "").toLowerCase() : aliases.get(alias),
  );
  const tables = new Set<string>(nameOf.values());
  return new Set(
    [...byDrizzle, ...bySql].filter(
      (name) => name !== undefined && tables.has(name),
    ) as string[],
  );
}

test("every table has an owner", () => {
  expect([...nameOf.values()].sort()).toEqual(Object.keys(owners).sort());
});

test("only the owner of a table writes it", () => {
  const foreign = sources
    .filter((file) => file.startsWith("lib/") && !exceptions.has(file))
    .flatMap((file) =>
      [...tablesWritten(text(file))]
        .filter((table) => owners[table] !== file.split("/")[1])
        .map((table) => `${file} writes ${table} of ${owners[table]}`),
    );
  expect(foreign).toEqual([]);
});

test("a write is found however it is written", () => {
  const tables = (source: string) => [...tablesWritten(source)];
  expect(
    tables("const { accounts } = schema;\nawait tx.update(accounts)"),
  ).toEqual(["accounts"]);
  expect(tables("const { inbox: rows } = schema;\ndb().delete(rows)")).toEqual([
    "inbox",
  ]);
  expect(tables("tx.insert(schema.components)")).toEqual(["components"]);
  expect(tables("sql`delete from sessions where true`")).toEqual(["sessions"]);
  expect(tables("select from accounts for update skip locked")).toEqual([]);
});
