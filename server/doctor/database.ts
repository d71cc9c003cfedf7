import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { sql } from "drizzle-orm";
import pg from "pg";
import { db } from "#lib/base/db/index.ts";
import { env } from "#lib/base/env.ts";
import { type Check, type Finding, ok, warning } from "./finding.ts";

const ROUNDS = 5;
const NOTICE_TIMEOUT_MS = 1_500;

/** Latency and rights. A command runs only with a database of this version. */
export const database: Check = {
  name: "database",
  needsDatabase: true,
  async run() {
    const { rows } = await db().execute<{
      version: string;
      ownsTables: boolean;
    }>(
      sql`select current_setting('server_version') as version, has_table_privilege('audit_log', 'DELETE') as "ownsTables"`,
    );
    const [version = ""] = (rows[0]?.version ?? "").split(" ");
    const milliseconds = await roundTrip();
    return [
      ok(
        `PostgreSQL ${version} answers in ${milliseconds.toFixed(1)} ms; all migrations are applied`,
      ),
      ...(rows[0]?.ownsTables
        ? [
            warning(
              "the console's role owns the tables: only their triggers prevent it from changing the audit log",
              "give DATABASE_URL a role of its own, and the owner's address to MIGRATION_DATABASE_URL",
            ),
          ]
        : []),
    ];
  },
};

async function roundTrip(): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const begun = performance.now();
    await db().execute(sql`select 1`);
    times.push(performance.now() - begun);
  }
  return times.sort((one, other) => one - other)[ROUNDS >> 1] ?? 0;
}

/** Whether notifications arrive (LISTEN); they start the processing of an event on every instance. */
export const notices: Check = {
  name: "database",
  needsDatabase: true,
  async run(): Promise<Finding[]> {
    const channel = `lingpai_doctor_${randomUUID().replaceAll("-", "")}`;
    const client = new pg.Client({
      connectionString: env().DATABASE_URL,
      connectionTimeoutMillis: 3_000,
      query_timeout: 3_000,
      application_name: "lingpai doctor",
    });
    client.on("error", () => undefined);
    await client.connect();
    try {
      const arrived = new Promise<true>((resolve) =>
        client.once("notification", () => resolve(true)),
      );
      await client.query(`listen ${channel}`);
      await db().execute(sql`select pg_notify(${channel}, '')`);
      if (await Promise.race([arrived, pause(NOTICE_TIMEOUT_MS, false)]))
        return [ok("notices arrive (LISTEN)")];
      return [
        warning(
          "notices do not arrive (LISTEN): a pooler in transaction mode drops them, so events wait up to two seconds",
          "let DATABASE_URL lead to the database itself, or to the pooler in session mode",
        ),
      ];
    } finally {
      await client.end().catch(() => undefined);
    }
  },
};
