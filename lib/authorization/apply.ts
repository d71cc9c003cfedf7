import { eq } from "drizzle-orm";
import {
  forgetDeletion,
  holdAccount,
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

/** The position of an account's newest applied event; the row is locked, so that events are applied one after another. */
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

/** How an event stands to those applied; what WeChat itself has just said is the newest there is. */
const order = (event: Position | null, applied: Position): Order =>
  event === null ? "newer" : orderOf(event, applied);

/**
 * Applies an authorization that WeChat has just given. By a push it counts only if no newer event was applied, and if no
 * other of the same second was: then nothing is changed and the caller asks WeChat (settle-by-record.ts). By a redirect
 * it has no time of its own: WeChat's answer is the newest that can be known, and the position stays where it is until
 * the push comes.
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
  const deleted = await holdAccount(tx, appid);
  const applied =
    deleted ?? (await lockPosition(tx, input.componentAppid, appid, START));
  const standing = order(input.position, applied);
  if (standing !== "newer") return standing;
  if (deleted) {
    await lockPosition(tx, input.componentAppid, appid, deleted);
    await forgetDeletion(tx, appid);
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
  return standing;
}

/** Notes the position of a push whose code was exchanged already, for example by the redirect. */
export async function confirmPosition(
  tx: Transaction,
  componentAppid: string,
  appid: string,
  position: Position,
): Promise<Order> {
  if (await holdAccount(tx, appid)) return "older";
  const applied = await lockPosition(tx, componentAppid, appid, START);
  const standing = orderOf(position, applied);
  if (standing === "newer") await movePosition(tx, appid, position, applied);
  return standing;
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
  // Of a deleted account nothing is left to end, and no row of it must come back.
  if (await holdAccount(tx, input.appid))
    return { order: "older", marked: false };
  const applied = await lockPosition(
    tx,
    input.componentAppid,
    input.appid,
    START,
  );
  const standing = order(input.position, applied);
  if (standing !== "newer") return { order: standing, marked: false };
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
  return { order: standing, marked };
}
