import pg from "pg";
import { hashPassword } from "#lib/identity/sign-in/password.ts";
import { createTestDatabase } from "./cluster.ts";
import {
  type Console,
  freePort,
  SECRET_KEYS,
  startConsole,
} from "./console.ts";

export interface Someone {
  email: string;
  password: string;
}

/** Instances on one database, without WeChat, for tests of how people sign in. */
export interface House {
  /** The address under which people reach them. */
  origin: string;
  consoles: [Console, Console];
  env: Record<string, string>;
  /** As the role that owns all. */
  sql: pg.Pool;
  /** Makes somebody who can sign in. */
  somebody: (role: string) => Promise<Someone & { id: string }>;
  close: () => Promise<void>;
}

export async function startHouse(clusterUrl: string): Promise<House> {
  const database = await createTestDatabase(clusterUrl);
  const port = await freePort();
  const env = {
    DATABASE_URL: database.url,
    SANDBOX: "off",
    PUBLIC_URL: `http://localhost:${port}`,
  };
  const first = await startConsole({ ...env, PORT: String(port) });
  const second = await startConsole(env);
  const sql = new pg.Pool({ connectionString: database.ownerUrl, max: 3 });
  sql.on("error", () => undefined);
  let made = 0;
  return {
    origin: first.origin,
    consoles: [first, second],
    env: { ...env, SECRET_KEYS },
    sql,
    async somebody(role) {
      made += 1;
      const email = `${role}${made}@example.com`;
      const password = `password of ${email}`;
      const { rows } = await sql.query<{ id: string }>(
        "insert into users (email, name, password_hash, role) values ($1, $2, $3, $4) returning id",
        [email, `${role} ${made}`, await hashPassword(password), role],
      );
      return { email, password, id: rows[0]?.id ?? "" };
    },
    async close() {
      await first.stop();
      await second.stop();
      await sql.end();
      await database.drop();
    },
  };
}
