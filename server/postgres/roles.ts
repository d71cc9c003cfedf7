import type pg from "pg";
import { StartupError } from "#server/runtime/startup-error.ts";

/** Append-only tables: the application's role may insert and select. */
const APPEND_ONLY = ["audit_log", "audit_seals", "audit_checkpoints"];
const TABLE_RIGHTS = ["SELECT", "INSERT", "UPDATE", "DELETE"];
const FUNCTIONS = [
  "make_partition(text, date, date)",
  "drop_old_partitions(text, timestamptz)",
];

/**
 * The role of DATABASE_URL when the migrations use another one.
 * @throws {StartupError} when the two addresses do not match
 */
export function applicationRole(url: string, migrationUrl: string): string {
  const [application, owner] = [new URL(url), new URL(migrationUrl)];
  const role = decodeURIComponent(application.username);
  if (role === "" || role === decodeURIComponent(owner.username))
    throw new StartupError(
      "MIGRATION_DATABASE_URL names the role that owns the tables, and DATABASE_URL another one: each must name its own",
    );
  if (application.pathname !== owner.pathname)
    throw new StartupError(
      "MIGRATION_DATABASE_URL and DATABASE_URL must name the same database",
    );
  return role;
}

interface Table {
  name: string;
  /** Each right of `TABLE_RIGHTS`, and TRUNCATE. */
  rights: Record<string, boolean>;
}

/**
 * Whether the application's role has exactly its rights.
 * @throws {StartupError} when grants cannot restrict it, since it is a superuser or the owner
 */
export async function hasExactRights(
  owner: pg.Client,
  role: string,
): Promise<boolean> {
  const known = await owner.query<{ unrestricted: boolean; may_call: boolean }>(
    `select rolsuper or pg_has_role(rolname, (select relowner from pg_class where oid = 'audit_log'::regclass), 'MEMBER') as unrestricted,
       (select bool_and(has_function_privilege(rolname, name::regprocedure, 'EXECUTE')) from unnest($2::text[]) name) as may_call
     from pg_roles where rolname = $1`,
    [role, FUNCTIONS],
  );
  if (known.rows.length === 0)
    throw new StartupError(
      `DATABASE_URL: there is no role "${role}"; make it with: create role "${role}" login password '…'`,
    );
  if (known.rows[0]?.unrestricted)
    throw new StartupError(
      `DATABASE_URL: the role "${role}" is a superuser or has the rights of the tables' owner, so nothing would keep it from changing the audit log`,
    );
  const tables = await tablesOf(owner, role);
  return (
    known.rows[0]?.may_call === true &&
    tables.every(({ name, rights }) =>
      [...TABLE_RIGHTS, "TRUNCATE"].every(
        (right) => (rights[right] ?? false) === mayHave(name, right),
      ),
    )
  );
}

function mayHave(table: string, right: string): boolean {
  if (APPEND_ONLY.includes(table))
    return right === "SELECT" || right === "INSERT";
  return right !== "TRUNCATE";
}

/** Partitions are left out: access through their table needs no right on them. */
async function tablesOf(owner: pg.Client, role: string): Promise<Table[]> {
  const rights = [...TABLE_RIGHTS, "TRUNCATE"]
    .map((right) => `'${right}', has_table_privilege($1, oid, '${right}')`)
    .join(", ");
  const { rows } = await owner.query<Table>(
    `select relname as name, json_build_object(${rights}) as rights from pg_class
     where relnamespace = current_schema()::regnamespace and relkind in ('r', 'p') and not relispartition
       and pg_has_role(relowner, 'USAGE')`,
    [role],
  );
  return rows;
}

/** Grants the application's role its rights and revokes all others. */
export async function grantRights(
  owner: pg.Client,
  role: string,
): Promise<void> {
  const to = `to ${owner.escapeIdentifier(role)}`;
  const from = `from ${owner.escapeIdentifier(role)}`;
  const { rows } = await owner.query<{ schema: string }>(
    "select current_schema() as schema",
  );
  const schema = owner.escapeIdentifier(rows[0]?.schema ?? "public");
  const statements = [
    `grant usage on schema ${schema} ${to}`,
    `grant usage on schema drizzle ${to}`,
    `grant select on drizzle.__drizzle_migrations ${to}`,
    `grant execute on function ${FUNCTIONS.join(", ")} ${to}`,
  ];
  for (const { name } of await tablesOf(owner, role)) {
    const table = `${schema}.${owner.escapeIdentifier(name)}`;
    const rights = TABLE_RIGHTS.filter((right) => mayHave(name, right)).join(
      ", ",
    );
    statements.push(
      `revoke all on ${table} ${from}`,
      `grant ${rights} on ${table} ${to}`,
    );
  }
  // In one transaction, so that a running console never lacks its rights.
  await owner.query(`begin; ${statements.join("; ")}; commit`);
}
