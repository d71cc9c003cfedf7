import type pg from "pg";
import { StartupError } from "#server/runtime/startup-error.ts";

/** What nobody changes once it is written: the application's role may add to it and read it. */
const WRITTEN_ONCE = ["audit_log", "audit_seals", "audit_checkpoints"];
const ALL = ["SELECT", "INSERT", "UPDATE", "DELETE"];
const FUNCTIONS = [
  "make_partition(text, date, date)",
  "drop_old_partitions(text, timestamptz)",
];

/**
 * The role of DATABASE_URL when the migrations have one of their own.
 * @throws {StartupError} when the two addresses do not go together
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
  /** Each right of `ALL`, and TRUNCATE. */
  rights: Record<string, boolean>;
}

/**
 * Whether the application's role may do what it must and nothing that it must not.
 * @throws {StartupError} when no grant can keep it from more: it is a superuser, or the owner
 */
export async function hasItsRights(
  owner: pg.Client,
  role: string,
): Promise<boolean> {
  const known = await owner.query<{ mighty: boolean; may_call: boolean }>(
    `select rolsuper or pg_has_role(rolname, (select relowner from pg_class where oid = 'audit_log'::regclass), 'MEMBER') as mighty,
       (select bool_and(has_function_privilege(rolname, name::regprocedure, 'EXECUTE')) from unnest($2::text[]) name) as may_call
     from pg_roles where rolname = $1`,
    [role, FUNCTIONS],
  );
  if (known.rows.length === 0)
    throw new StartupError(
      `DATABASE_URL: there is no role "${role}"; make it with: create role "${role}" login password '…'`,
    );
  if (known.rows[0]?.mighty)
    throw new StartupError(
      `DATABASE_URL: the role "${role}" is a superuser or has the rights of the tables' owner, so nothing would keep it from changing the audit log`,
    );
  const tables = await tablesOf(owner, role);
  return (
    known.rows[0]?.may_call === true &&
    tables.every(({ name, rights }) =>
      [...ALL, "TRUNCATE"].every(
        (right) => (rights[right] ?? false) === mayHave(name, right),
      ),
    )
  );
}

function mayHave(table: string, right: string): boolean {
  if (WRITTEN_ONCE.includes(table))
    return right === "SELECT" || right === "INSERT";
  return right !== "TRUNCATE";
}

/** Partitions are reached by their table: on them the role needs no right. */
async function tablesOf(owner: pg.Client, role: string): Promise<Table[]> {
  const rights = [...ALL, "TRUNCATE"]
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

/** Gives the application's role its rights, and takes from it what it has beyond them. */
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
    const rights = ALL.filter((right) => mayHave(name, right)).join(", ");
    statements.push(
      `revoke all on ${table} ${from}`,
      `grant ${rights} on ${table} ${to}`,
    );
  }
  // In one transaction: a console that works meanwhile is never without its rights.
  await owner.query(`begin; ${statements.join("; ")}; commit`);
}
