import { eq } from "drizzle-orm";
import {
  clearDeletion,
  lockAccount,
  storeAuthorized,
  storeDeauthorized,
} from "#lib/accounts/index.ts";
import { audit, type AuditActor } from "#lib/audit/index.ts";
import { schema, type Transaction } from "#lib/base/db/index.ts";
import {
  laterOf,
  type Order,
  orderOf,
  type Position,
  START,
} from "./event-order.ts";
import type { Exchanged } from "./exchanged.ts";

const { authorizationPositions: positions } = schema;

/*
 * How an authorization reaches an account's row. Each path ends in one of the three functions of this file.
 *
 *   redirect (complete-authorization.ts) ─┐
 *   push `authorized`, `updateauthorized` ┴→ exchangeCode ─ exchanged now ──→ applyAuthorized
 *     (authorization-events.ts)                           └ exchanged before → confirmPosition
 *   push `unauthorized` ────────────────────────────────────────────────────→ applyDeauthorized
 *   contested (two events of one second) → settleByRecord asks WeChat ──────→ applyAuthorized or applyDeauthorized
 *   comparison with WeChat's list (compare-page.ts) ────────────────────────→ applyAuthorized or applyDeauthorized
 */

/**
 * The position of an account's newest applied event. The row is created when it is missing, and locked, so that the events
 * of one account are applied one after another.
 */
async function lockPosition(
  tx: Transaction,
  componentAppid: string,
  appid: string,
  start: Position,
): Promise<Position> {
  await tx
    .insert(positions)
    .values({ ...start, appid, componentAppid })
    .onConflictDoNothing();
  const [row] = await tx
    .select()
    .from(positions)
    .where(eq(positions.appid, appid))
    .for("update");
  return row ?? start;
}

async function movePosition(
  tx: Transaction,
  appid: string,
  event: Position,
  applied: Position,
): Promise<void> {
  const { time, rank, code } = laterOf(event, applied);
  await tx
    .update(positions)
    .set({ time, rank, code })
    .where(eq(positions.appid, appid));
}

/** The order of an event against the newest applied one; what WeChat has just answered (null) is the newest there is. */
const orderAgainst = (event: Position | null, applied: Position): Order =>
  event === null ? "newer" : orderOf(event, applied);

/**
 * Applies an authorization that WeChat has just granted.
 * @param input.position of a push: it is applied only if no newer event was applied, and no other of the same second
 * (`contested`: nothing is changed, and the caller asks WeChat, settle-by-record.ts). null for a redirect, which carries
 * no time: WeChat's answer is the newest there can be, and the position moves when the push comes.
 */
export async function applyAuthorized(
  tx: Transaction,
  input: {
    componentAppid: string;
    exchanged: Exchanged;
    position: Position | null;
    source: "scan" | "push" | "sync";
    label: string | null;
    actor: AuditActor;
  },
): Promise<Order> {
  const { authorization, info } = input.exchanged;
  const { appid } = authorization;
  const { deletedAt } = await lockAccount(tx, appid);
  const applied =
    deletedAt ?? (await lockPosition(tx, input.componentAppid, appid, START));
  const order = orderAgainst(input.position, applied);
  if (order !== "newer") return order;
  if (deletedAt) {
    await lockPosition(tx, input.componentAppid, appid, deletedAt);
    await clearDeletion(tx, appid);
  }
  const difference = await storeAuthorized(
    tx,
    {
      componentAppid: input.componentAppid,
      appid,
      permissionSets: authorization.permissionSets,
      info,
      source: input.source,
      label: input.label,
    },
    authorization,
  );
  if (input.position) await movePosition(tx, appid, input.position, applied);
  await audit(tx, {
    actor: input.actor,
    action: `account.${difference.kind}`,
    subject: appid,
    after: {
      source: input.source,
      gained: difference.gained,
      lost: difference.lost,
      disabled: difference.disabled,
    },
  });
  return order;
}

/** Records the position of a push whose code was exchanged already, for example by the redirect. */
export async function confirmPosition(
  tx: Transaction,
  componentAppid: string,
  appid: string,
  position: Position,
): Promise<Order> {
  const { deletedAt } = await lockAccount(tx, appid);
  if (deletedAt) return "older";
  const applied = await lockPosition(tx, componentAppid, appid, START);
  const order = orderOf(position, applied);
  if (order === "newer") await movePosition(tx, appid, position, applied);
  return order;
}

/**
 * Applies the end of an authorization, unless something newer, or something of the same second, was applied.
 * @param input.position null when WeChat itself has just said that the account is not authorized
 */
export async function applyDeauthorized(
  tx: Transaction,
  input: {
    componentAppid: string;
    appid: string;
    position: Position | null;
    source: "push" | "sync";
    actor: AuditActor;
  },
): Promise<{ order: Order; marked: boolean }> {
  // A deleted account has no authorization left to end, and no row of it may be created again.
  const { deletedAt } = await lockAccount(tx, input.appid);
  if (deletedAt) return { order: "older", marked: false };
  const applied = await lockPosition(
    tx,
    input.componentAppid,
    input.appid,
    START,
  );
  const order = orderAgainst(input.position, applied);
  if (order !== "newer") return { order, marked: false };
  if (input.position)
    await movePosition(tx, input.appid, input.position, applied);
  const marked = await storeDeauthorized(tx, input.appid, input.source);
  if (marked)
    await audit(tx, {
      actor: input.actor,
      action: "account.deauthorized",
      subject: input.appid,
      after: { source: input.source },
    });
  return { order, marked };
}
