import { eq } from "drizzle-orm";
import { storeAuthorized, storeDeauthorized } from "#lib/accounts/index.ts";
import { audit, type AuditActor } from "#lib/audit/index.ts";
import { schema, type Transaction } from "#lib/db/index.ts";
import { isNewer, type Position, START } from "./event-order.ts";
import type { Exchanged } from "./exchange-code.ts";

const { authorizationPositions: positions } = schema;

/** The position of an account's newest applied event; the row is locked, so that events are applied one after another. */
async function lockPosition(
  tx: Transaction,
  componentAppid: string,
  appid: string,
): Promise<Position> {
  await tx
    .insert(positions)
    .values({ appid, componentAppid, ...START })
    .onConflictDoNothing();
  const [row] = await tx
    .select()
    .from(positions)
    .where(eq(positions.appid, appid))
    .for("update");
  return row ?? START;
}

async function movePosition(
  tx: Transaction,
  appid: string,
  { time, rank, code }: Position,
): Promise<void> {
  await tx
    .update(positions)
    .set({ time, rank, code })
    .where(eq(positions.appid, appid));
}

/**
 * Applies an authorization that WeChat has just given. By a push it counts only if no newer event was applied. By a
 * redirect it has no time of its own: WeChat's answer is the newest that can be known, and the position stays where it
 * is until the push comes.
 * @returns false when something newer was applied already
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
): Promise<boolean> {
  const { authorization, info } = input.exchanged;
  const applied = await lockPosition(
    tx,
    input.componentAppid,
    authorization.appid,
  );
  if (input.position && !isNewer(input.position, applied)) return false;
  const difference = await storeAuthorized(
    tx,
    {
      componentAppid: input.componentAppid,
      appid: authorization.appid,
      permissionSets: authorization.permissionSets,
      info,
      source: input.source,
      label: input.label,
    },
    authorization,
  );
  if (input.position)
    await movePosition(tx, authorization.appid, input.position);
  await audit(tx, {
    actor: input.actor,
    action: `account.${difference.kind}`,
    subject: authorization.appid,
    after: {
      source: input.source,
      gained: difference.gained,
      lost: difference.lost,
    },
  });
  return true;
}

/** Notes the position of a push whose code was exchanged already, for example by the redirect. */
export async function confirmPosition(
  tx: Transaction,
  componentAppid: string,
  appid: string,
  position: Position,
): Promise<boolean> {
  const applied = await lockPosition(tx, componentAppid, appid);
  if (!isNewer(position, applied)) return false;
  await movePosition(tx, appid, position);
  return true;
}

/**
 * Applies the end of an authorization, unless something newer was applied.
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
): Promise<boolean> {
  const applied = await lockPosition(tx, input.componentAppid, input.appid);
  if (input.position && !isNewer(input.position, applied)) return false;
  if (input.position) await movePosition(tx, input.appid, input.position);
  const marked = await storeDeauthorized(tx, input.appid, input.source);
  if (marked)
    await audit(tx, {
      actor: input.actor,
      action: "account.deauthorized",
      subject: input.appid,
      after: { source: input.source },
    });
  return marked;
}
