import { sql } from "drizzle-orm";
import { request } from "undici";
import { db } from "#lib/base/db/index.ts";
import { env } from "#lib/base/env.ts";
import { activeComponentRow } from "#lib/credentials/platform/index.ts";
import { type Check, type Finding, ok, wrong } from "./finding.ts";
import { reasonOf } from "./reason.ts";

/** Beyond this, callbacks, tokens and sessions would count as expired too early or too late. */
const MAX_SECONDS = 30;
const TIMEOUT_MS = 4_500;

/** Compares this machine's clock with the database's, which decides when anything expires. */
export const clockOfDatabase: Check = {
  name: "clock",
  needsDatabase: true,
  async run() {
    const begun = Date.now();
    const { rows } = await db().execute<{ now: number }>(
      sql`select extract(epoch from clock_timestamp())::float8 * 1000 as now`,
    );
    const here = (begun + Date.now()) / 2;
    return [assess(here - (rows[0]?.now ?? 0), "the database's")];
  },
};

/** Compares this machine's clock with WeChat's, from the `Date` header of any answer. */
export const clockOfWeChat: Check = {
  name: "clock",
  needsDatabase: false,
  async run(database) {
    const origin = await originOfWeChat(database);
    const begun = Date.now();
    let date: string;
    try {
      const response = await request(origin, {
        method: "HEAD",
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      await response.body.dump();
      date = String(response.headers["date"] ?? "");
    } catch (error) {
      return [
        wrong(
          `WeChat cannot be reached at ${origin} (${reasonOf(error)})`,
          "check this machine's access to the internet: DNS, firewall, proxy, route",
        ),
      ];
    }
    const here = (begun + Date.now()) / 2;
    // The header has whole seconds.
    return [assess(here - (Date.parse(date) + 500), "WeChat's")];
  },
};

async function originOfWeChat(database: boolean): Promise<string> {
  const row = database ? await activeComponentRow() : null;
  return row?.source === "sandbox" && row.sandboxOrigin
    ? row.sandboxOrigin
    : env().WECHAT_API_ORIGIN;
}

function assess(aheadMs: number, whose: string): Finding {
  const seconds = Math.abs(aheadMs) / 1000;
  if (Number.isNaN(seconds))
    return ok(`${whose} clock is unknown, so it is not compared`);
  const found = `this machine's clock is ${seconds.toFixed(1)} s ${aheadMs < 0 ? "behind" : "ahead of"} ${whose}`;
  return seconds <= MAX_SECONDS
    ? ok(found)
    : wrong(
        found,
        "let NTP (chrony, systemd-timesyncd) set the clocks of this machine and of the database's",
      );
}
