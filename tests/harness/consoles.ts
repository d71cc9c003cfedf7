import pg from "pg";
import { hashPassword } from "#lib/identity/sign-in/password.ts";
import { createTestDatabase } from "./cluster.ts";
import {
  type Console,
  freePort,
  SECRET_KEYS,
  startConsole,
} from "./console.ts";

export interface Member {
  email: string;
  password: string;
}

/** Two consoles on one database, without WeChat, for tests of sign-in. */
export interface Consoles {
  /** The public origin, which is the first console's. */
  origin: string;
  instances: [Console, Console];
  env: Record<string, string>;
  /** Connected as the role that owns the tables. */
  sql: pg.Pool;
  /** Creates a member who can sign in. */
  createMember: (role: string) => Promise<Member & { id: string }>;
  close: () => Promise<void>;
}

export async function startConsoles(clusterUrl: string): Promise<Consoles> {
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
  let count = 0;
  return {
    origin: first.origin,
    instances: [first, second],
    env: { ...env, SECRET_KEYS },
    sql,
    async createMember(role) {
      count += 1;
      const email = `${role}${count}@example.com`;
      const password = `password of ${email}`;
      const { rows } = await sql.query<{ id: string }>(
        "insert into users (email, name, password_hash, role) values ($1, $2, $3, $4) returning id",
        [email, `${role} ${count}`, await hashPassword(password), role],
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
