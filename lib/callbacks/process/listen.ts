import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import { env } from "#lib/base/env.ts";
import { log } from "#lib/base/log.ts";
import { wakeInbox } from "./process-pending.ts";

const AGAIN_MS = 2_000;

/**
 * Wakes the processing when any instance stores an event (NOTIFY). Only quicker, never needed: where a pooler in
 * transaction mode swallows the notices, the job that looks every two seconds finds the events.
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
      const lost = new Promise<void>((over) => {
        current.once("error", () => over());
        current.once("end", () => over());
      });
      current.on("notification", wakeInbox);
      try {
        await current.connect();
        await current.query("listen lingpai_inbox");
        await lost;
      } catch (error) {
        log.debug({ err: error }, "events cannot be listened for");
      }
      await current.end().catch(() => undefined);
      if (!stopped) await pause(AGAIN_MS, undefined, { ref: false });
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
