import { randomBytes } from "node:crypto";
import pg from "pg";
import { type Sandbox, startSandbox } from "../../sandbox/index.ts";
import { createTestDatabase } from "./cluster.ts";
import { type Console, freePort, startConsole } from "./console.ts";
import { type Session, signIn } from "./session.ts";

/** A whole deployment: one database, the simulated WeChat, and any number of consoles. WeChat pushes to the first console. */
export interface Deployment {
  consoles: Console[];
  sandbox: Sandbox;
  component: { appid: string; secret: string; token: string; aesKey: string };
  /** SQL access beside the consoles, as the role that owns the tables. */
  sql: pg.Pool;
  session: Session;
  /** The environment of every console. */
  env: Record<string, string>;
  /** Restarts the first console on its port with a changed environment, which stays changed, and signs in again. */
  restart: (change: Record<string, string>) => Promise<void>;
  close: () => Promise<void>;
}

export async function startDeployment(
  clusterUrl: string,
  options: { consoles?: number; env?: Record<string, string> } = {},
): Promise<Deployment> {
  const database = await createTestDatabase(clusterUrl);
  const component = {
    appid: `wx${randomBytes(8).toString("hex")}`,
    secret: randomBytes(16).toString("hex"),
    token: "testtoken",
    aesKey: "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG",
  };
  const port = await freePort();
  const callbacks = `http://localhost:${port}/api/wechat/components/${component.appid}`;
  const sandbox = await startSandbox({
    component,
    port: 0,
    ticketSeconds: 0,
    eventsUrl: `${callbacks}/events`,
    messagesUrl: `${callbacks}/messages/$APPID$`,
    launchHost: `localhost:${port}`,
  });
  const env: Record<string, string> = {
    DATABASE_URL: database.url,
    PUBLIC_URL: `http://localhost:${port}`,
    SANDBOX: "off",
    COMPONENT_APPID: component.appid,
    COMPONENT_APPSECRET: component.secret,
    COMPONENT_TOKEN: component.token,
    COMPONENT_AES_KEY: component.aesKey,
    WECHAT_API_ORIGIN: sandbox.origin,
    WECHAT_MP_ORIGIN: sandbox.origin,
    WECHAT_OPEN_ORIGIN: sandbox.origin,
    ...options.env,
  };
  const first = await startConsole({ ...env, PORT: String(port) });
  const others = await Promise.all(
    Array.from({ length: (options.consoles ?? 1) - 1 }, () =>
      startConsole(env),
    ),
  );
  await sandbox.control("ticket");
  const sql = new pg.Pool({ connectionString: database.ownerUrl, max: 4 });
  sql.on("error", () => undefined);
  await eventually(async () => {
    const { rows } = await sql.query<{ arrived: boolean }>(
      "select ticket_sealed is not null as arrived from components",
    );
    return rows[0]?.arrived === true;
  });
  const deployment: Deployment = {
    consoles: [first, ...others],
    sandbox,
    component,
    sql,
    session: await signIn(first.origin),
    env,
    async restart(change) {
      Object.assign(env, change);
      await deployment.consoles[0]?.stop();
      const again = await startConsole({ ...env, PORT: String(port) });
      deployment.consoles[0] = again;
      deployment.session = await signIn(again.origin);
    },
    async close() {
      await Promise.all(deployment.consoles.map((console) => console.stop()));
      await sandbox.close();
      await sql.end();
      await database.drop();
    },
  };
  return deployment;
}

/** Waits until a condition holds; throws when it does not hold within the limit. */
export async function eventually(
  condition: () => Promise<boolean> | boolean,
  limitMs = 10_000,
): Promise<void> {
  const deadline = performance.now() + limitMs;
  while (!(await condition())) {
    if (performance.now() > deadline)
      throw new Error("the condition did not hold in time");
    await new Promise((resolve) => setTimeout(resolve, 40));
  }
}
