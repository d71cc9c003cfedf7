import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import { env } from "#lib/base/env.ts";
import { log } from "#lib/base/log.ts";
import { wakeInbox } from "./process-pending.ts";

const RECONNECT_MS = 2_000;

/**
 * Wakes the workers when any instance stores an event (NOTIFY). It only saves time: behind a pooler in transaction mode
 * no notification arrives, and the job that runs every two seconds finds the events.
 */
export function listenForEvents(): { stop: () => Promise<void> } {
  let stopped = false;
  let client: pg.Client | null = null;
  const listen = async () => {
    while (!stopped) {
      client = new pg.Client({
        connectionString: env().DATABASE_URL,
        connectionTimeoutMillis: 5_000,
        keepAlive: true,
        application_name: "lingpai listen",
      });
      const current = client;
      const lost = new Promise<void>((resolve) => {
        current.once("error", () => resolve());
        current.once("end", () => resolve());
      });
      current.on("notification", wakeInbox);
      try {
        await current.connect();
        await current.query("listen lingpai_inbox");
        await lost;
      } catch (error) {
        log.debug(
          { err: error },
          "the connection that listens for events was lost or refused",
        );
      }
      await current.end().catch(() => undefined);
      if (!stopped) await pause(RECONNECT_MS, undefined, { ref: false });
    }
  };
  const listening = listen();
  return {
    async stop() {
      stopped = true;
      await client?.end().catch(() => undefined);
      await Promise.race([listening, pause(1_000)]);
    },
  };
}
