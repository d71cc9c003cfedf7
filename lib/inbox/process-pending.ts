import { and, eq, sql } from "drizzle-orm";
import {
  answerReleaseCheck,
  applyAuthorizedEvent,
  applyUnauthorizedEvent,
  AuthorizationError,
} from "#lib/authorization/index.ts";
import { db, schema } from "#lib/db/index.ts";
import { log } from "#lib/log.ts";
import { componentByAppid, storeTicket } from "#lib/platform/index.ts";
import { storeReceipts } from "#lib/receipts/index.ts";
import { open } from "#lib/secrets/index.ts";
import { TokenError } from "#lib/tokens/index.ts";
import {
  parseComponentEvent,
  parseMessage,
  releaseCheckAnswer,
  WeChatApiError,
  wechatErrorKey,
  WeChatTransportError,
} from "#lib/wechat/index.ts";

const { inbox } = schema;
type InboxRow = typeof inbox.$inferSelect;

const BATCH = 20;
/** Longer than the slowest event takes: an exchange that waits for another one's. */
const LEASE_SECONDS = 60;
const MAX_ATTEMPTS = 8;
const FIRST_PAUSE_SECONDS = 2;

// Next.js and the server hold a copy of this module each; one worker in a process is enough.
const worker = globalThis as typeof globalThis & {
  lingpaiInbox?: { running: Promise<void> | null; again: boolean };
};

/** Processes what is pending, now, in the background; called again while it is at it, it looks once more. */
export function wakeInbox(): void {
  const state = (worker.lingpaiInbox ??= { running: null, again: false });
  if (state.running) {
    state.again = true;
    return;
  }
  state.running = run(state).finally(() => {
    state.running = null;
  });
}

/** Resolves when the worker has come to rest; for an orderly stop. */
export async function inboxAtRest(): Promise<void> {
  await worker.lingpaiInbox?.running;
}

async function run(state: { again: boolean }): Promise<void> {
  do {
    state.again = false;
    try {
      while ((await processBatch()) === BATCH);
    } catch (error) {
      log.error(
        { err: error },
        "the inbox could not be processed; it is tried again",
      );
      return;
    }
  } while (state.again);
}

/** @returns how many were claimed */
async function processBatch(): Promise<number> {
  const rows = await claim();
  await Promise.all(rows.map(processOne));
  return rows.length;
}

/**
 * Processes one row before the callback is answered: for what is quick and what the next call of ours needs, such as a
 * ticket. Should it fail, the row is pending like any other.
 */
export async function processNow(key: string): Promise<void> {
  const [row] = await claim(key);
  if (row) await processOne(row);
}

/** SKIP LOCKED: several instances share the work, and none waits for another's row. */
async function claim(key?: string): Promise<InboxRow[]> {
  const due = db()
    .select({ key: inbox.key, eventTime: inbox.eventTime })
    .from(inbox)
    .where(
      and(
        eq(inbox.state, "pending"),
        key === undefined ? undefined : eq(inbox.key, key),
        sql`${inbox.nextAttemptAt} <= clock_timestamp()`,
        sql`(${inbox.leaseUntil} is null or ${inbox.leaseUntil} < clock_timestamp())`,
      ),
    )
    .orderBy(inbox.nextAttemptAt)
    .limit(BATCH)
    .for("update", { skipLocked: true });
  return db()
    .update(inbox)
    .set({
      leaseUntil: sql`clock_timestamp() + make_interval(secs => ${LEASE_SECONDS})`,
      attempts: sql`${inbox.attempts} + 1`,
    })
    .where(sql`(${inbox.key}, ${inbox.eventTime}) in (${due})`)
    .returning();
}

const at = (row: InboxRow) =>
  and(eq(inbox.key, row.key), eq(inbox.eventTime, row.eventTime));

async function processOne(row: InboxRow): Promise<void> {
  try {
    await effect(row);
    await db()
      .update(inbox)
      .set({ state: "done", errorKey: null })
      .where(at(row));
  } catch (error) {
    const spent =
      error instanceof AuthorizationError && error.code === "code_spent";
    const failed = spent || row.attempts >= MAX_ATTEMPTS;
    log.warn(
      { err: error, event: row.name, appid: row.appid, attempts: row.attempts },
      "an event could not be processed",
    );
    await db()
      .update(inbox)
      .set({
        state: failed ? "failed" : "pending",
        errorKey: errorKey(error),
        leaseUntil: null,
        nextAttemptAt: sql`clock_timestamp() + make_interval(secs => ${FIRST_PAUSE_SECONDS * 2 ** row.attempts})`,
      })
      .where(at(row));
  }
}

async function effect(row: InboxRow): Promise<void> {
  const component = await componentByAppid(row.componentAppid);
  if (!component) return;
  const plaintext = open(row.bodySealed, {
    table: "inbox",
    column: "body_sealed",
    row: row.key,
  });
  if (row.channel === "receipt")
    return storeReceipts(row.appid ?? "", row.key, plaintext);
  if (row.channel === "message") {
    const check = releaseCheckAnswer(parseMessage(plaintext));
    if (check.kind === "query_auth") await answerReleaseCheck(component, check);
    return;
  }
  const event = parseComponentEvent(plaintext);
  switch (event.infoType) {
    case "component_verify_ticket":
      return storeTicket(
        component.componentAppid,
        event.ticket,
        event.createTime,
      );
    case "authorized":
    case "updateauthorized":
      return applyAuthorizedEvent(component, event);
    case "unauthorized":
      return applyUnauthorizedEvent(component, event);
    case "other":
      return;
  }
}

function errorKey(error: unknown): string {
  if (error instanceof WeChatApiError || error instanceof WeChatTransportError)
    return wechatErrorKey(error);
  if (error instanceof AuthorizationError || error instanceof TokenError)
    return String(error.values["key"] ?? "unknown");
  return "unknown";
}
