import { sql } from "drizzle-orm";
import { db } from "#lib/base/db/index.ts";
import {
  activeComponent,
  activeComponentRow,
  type Component,
  FIRST_TICKET_MINUTES,
  ticketState,
} from "#lib/credentials/platform/index.ts";
import { componentClient, TokenError } from "#lib/credentials/tokens/index.ts";
import { startPushTicket, WeChatApiError } from "#lib/wechat/index.ts";
import english from "#messages/en/status.json" with { type: "json" };
import { diagnose } from "../commands/diagnose.ts";
import { type Check, type Finding, ok, warning, wrong } from "./finding.ts";

const MINUTE_MS = 60_000;
const FIRST_TICKET_MS = FIRST_TICKET_MINUTES * MINUTE_MS;

const minutes = (ms: number) => `${Math.round(ms / MINUTE_MS)} min`;

/** The ticket that WeChat pushes every ten minutes. */
export const ticket: Check = {
  name: "ticket",
  needsDatabase: true,
  async run() {
    const row = await activeComponentRow();
    const { platform_missing, ticket_never, ticket_late, ticket_expired } =
      english.problems;
    if (!row) return [warning(platform_missing.title, platform_missing.way)];
    const now = await databaseTime();
    const { ticketReceivedAt: received, createdAt } = row;
    const age = minutes(now.getTime() - (received ?? createdAt).getTime());
    switch (ticketState(received, now)) {
      case "fresh":
        return [ok(`the newest one is ${age} old`)];
      case "late":
        return [warning(`the newest one is ${age} old`, ticket_late.way)];
      case "expired":
        return [wrong(`the newest one is ${age} old`, ticket_expired.way)];
      case "never":
        return now.getTime() - createdAt.getTime() < FIRST_TICKET_MS
          ? [
              warning(
                `none yet; the platform was entered ${age} ago`,
                "wait: the first one takes about ten minutes",
              ),
            ]
          : [
              wrong(
                `none has ever arrived; the platform was entered ${age} ago`,
                ticket_never.way,
              ),
            ];
    }
  },
};

async function databaseTime(): Promise<Date> {
  const { rows } = await db().execute<{ now: number }>(
    sql`select extract(epoch from clock_timestamp())::float8 * 1000 as now`,
  );
  return new Date(rows[0]?.now ?? 0);
}

/** Whether WeChat accepts this machine's address and the platform's token, by the cheapest call that needs both. */
export const platformToken: Check = {
  name: "platform token",
  needsDatabase: true,
  async run(): Promise<Finding[]> {
    // The ticket's check reports a missing platform.
    if (!(await activeComponentRow())) return [];
    let component: Component | null = null;
    try {
      component = await activeComponent();
      const { total } = await componentClient(component).getAuthorizerList({
        offset: 0,
        count: 1,
      });
      return [ok(`WeChat accepts it, and lists ${total} authorized accounts`)];
    } catch (error) {
      const diagnosis = diagnose(
        component && wasNotListed(error)
          ? await refusalNow(component, error)
          : error,
      );
      if (!diagnosis) throw error;
      return [wrong(diagnosis.found, diagnosis.fix)];
    }
  },
};

const NOT_LISTED = "61004";

/** A cached refusal holds only the code, not the address that WeChat named. */
const wasNotListed = (error: unknown) =>
  error instanceof TokenError &&
  error.wechatKey === NOT_LISTED &&
  !(error.cause instanceof WeChatApiError);

async function refusalNow(
  component: Component,
  before: unknown,
): Promise<unknown> {
  const { origins, componentAppid, appSecret } = component;
  try {
    // This call needs no token and has no effect when tickets arrive (protocol 1.4).
    await startPushTicket({
      apiOrigin: origins.api,
      componentAppid,
      appSecret,
    });
    return before;
  } catch (error) {
    return error;
  }
}
