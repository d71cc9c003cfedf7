import { sql } from "drizzle-orm";
import { request } from "undici";
import { db } from "#lib/base/db/index.ts";
import { env } from "#lib/base/env.ts";
import { activeComponentRow } from "#lib/credentials/platform/index.ts";
import { type Check, type Finding, ok, wrong } from "./finding.ts";
import { reasonOf } from "./reason.ts";

/** Beyond it signed callbacks, tokens' ends and sessions are misjudged. */
const MOST_SECONDS = 30;
const PATIENCE_MS = 4_500;

/** This machine's clock against the database's, by which all that ends is judged. */
export const clockOfDatabase: Check = {
  name: "clock",
  needsDatabase: true,
  async look() {
    const begun = Date.now();
    const { rows } = await db().execute<{ now: number }>(
      sql`select extract(epoch from clock_timestamp())::float8 * 1000 as now`,
    );
    const here = (begun + Date.now()) / 2;
    return [judge(here - (rows[0]?.now ?? 0), "the database's")];
  },
};

/** This machine's clock against WeChat's, as the head of any answer tells it. */
export const clockOfWeChat: Check = {
  name: "clock",
  needsDatabase: false,
  async look(database) {
    const origin = await originOfWeChat(database);
    const begun = Date.now();
    let date: string;
    try {
      const response = await request(origin, {
        method: "HEAD",
        signal: AbortSignal.timeout(PATIENCE_MS),
      });
      await response.body.dump();
      date = String(response.headers["date"] ?? "");
    } catch (error) {
      return [
        wrong(
          `WeChat cannot be reached at ${origin} (${reasonOf(error)})`,
          "see to this machine's way out: DNS, firewall, proxy, route",
        ),
      ];
    }
    const here = (begun + Date.now()) / 2;
    // The header is cut to whole seconds.
    return [judge(here - (Date.parse(date) + 500), "WeChat's")];
  },
};

async function originOfWeChat(database: boolean): Promise<string> {
  const row = database ? await activeComponentRow() : null;
  return row?.source === "sandbox" && row.sandboxOrigin
    ? row.sandboxOrigin
    : env().WECHAT_API_ORIGIN;
}

function judge(aheadMs: number, whose: string): Finding {
  const seconds = Math.abs(aheadMs) / 1000;
  if (Number.isNaN(seconds))
    return ok(`${whose} clock is not told, and so not compared`);
  const found = `this machine's clock is ${seconds.toFixed(1)} s ${aheadMs < 0 ? "behind" : "ahead of"} ${whose}`;
  return seconds <= MOST_SECONDS
    ? ok(found)
    : wrong(
        found,
        "let NTP (chrony, systemd-timesyncd) set the clocks of this machine and of the database's",
      );
}
