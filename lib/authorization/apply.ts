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
  laterVersion,
  type EventOrder,
  orderOf,
  type EventVersion,
  NO_EVENT,
} from "./event-version.ts";
import type { Exchanged } from "./exchanged.ts";

const { authorizationPositions: versions } = schema;

/*
 * How an authorization reaches an account's row. Each path ends in one of the three functions of this file.
 *
 *   redirect (complete-authorization.ts) ─┐
 *   push `authorized`, `updateauthorized` ┴→ exchangeCode ─ exchanged now ──→ applyAuthorized
 *     (authorization-events.ts)                           └ exchanged before → confirmVersion
 *   push `unauthorized` ────────────────────────────────────────────────────→ applyDeauthorized
 *   contested (two events of one second) → settleByRecord asks WeChat ──────→ applyAuthorized or applyDeauthorized
 *   comparison with WeChat's list (compare-page.ts) ────────────────────────→ applyAuthorized or applyDeauthorized
 */

/**
 * Locks and returns the version of an account's newest applied event, so that events of one account are applied one at a
 * time. Creates the row when it is missing.
 */
async function lockVersion(
  tx: Transaction,
  componentAppid: string,
  appid: string,
  start: EventVersion,
): Promise<EventVersion> {
  await tx
    .insert(versions)
    .values({ ...start, appid, componentAppid })
    .onConflictDoNothing();
  const [row] = await tx
    .select()
    .from(versions)
    .where(eq(versions.appid, appid))
    .for("update");
  return row ?? start;
}

async function advanceVersion(
  tx: Transaction,
  appid: string,
  event: EventVersion,
  applied: EventVersion,
): Promise<void> {
  const { time, rank, code } = laterVersion(event, applied);
  await tx
    .update(versions)
    .set({ time, rank, code })
    .where(eq(versions.appid, appid));
}

/** Compares an event with the newest applied one; null, an answer that WeChat has just given, is always newer. */
const orderAgainst = (
  event: EventVersion | null,
  applied: EventVersion,
): EventOrder => (event === null ? "newer" : orderOf(event, applied));

/**
 * Applies an authorization that WeChat has just granted.
 * @param input.version of a push; null for a redirect, which carries no time: it is always applied, and the version
 * advances when the push arrives
 * @returns anything but `newer`: nothing was changed; after `contested` call `settleByRecord`
 */
export async function applyAuthorized(
  tx: Transaction,
  input: {
    componentAppid: string;
    exchanged: Exchanged;
    version: EventVersion | null;
    source: "scan" | "push" | "sync";
    label: string | null;
    actor: AuditActor;
  },
): Promise<EventOrder> {
  const { authorization, info } = input.exchanged;
  const { appid } = authorization;
  const { deletedAt } = await lockAccount(tx, appid);
  const applied =
    deletedAt ?? (await lockVersion(tx, input.componentAppid, appid, NO_EVENT));
  const order = orderAgainst(input.version, applied);
  if (order !== "newer") return order;
  if (deletedAt) {
    await lockVersion(tx, input.componentAppid, appid, deletedAt);
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
  if (input.version) await advanceVersion(tx, appid, input.version, applied);
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

/** Records the version of a push whose code was already exchanged, for example by the redirect. */
export async function confirmVersion(
  tx: Transaction,
  componentAppid: string,
  appid: string,
  version: EventVersion,
): Promise<EventOrder> {
  const { deletedAt } = await lockAccount(tx, appid);
  if (deletedAt) return "older";
  const applied = await lockVersion(tx, componentAppid, appid, NO_EVENT);
  const order = orderOf(version, applied);
  if (order === "newer") await advanceVersion(tx, appid, version, applied);
  return order;
}

/**
 * Applies the end of an authorization, unless a newer event or another one of the same second was applied.
 * @param input.version null when WeChat has just answered that the account is not authorized
 */
export async function applyDeauthorized(
  tx: Transaction,
  input: {
    componentAppid: string;
    appid: string;
    version: EventVersion | null;
    source: "push" | "sync";
    actor: AuditActor;
  },
): Promise<{ order: EventOrder; marked: boolean }> {
  // No row of a deleted account may be created again.
  const { deletedAt } = await lockAccount(tx, input.appid);
  if (deletedAt) return { order: "older", marked: false };
  const applied = await lockVersion(
    tx,
    input.componentAppid,
    input.appid,
    NO_EVENT,
  );
  const order = orderAgainst(input.version, applied);
  if (order !== "newer") return { order, marked: false };
  if (input.version)
    await advanceVersion(tx, input.appid, input.version, applied);
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
