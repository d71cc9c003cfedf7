import { eq, sql } from "drizzle-orm";
import { schema, type Transaction, now } from "#lib/base/db/index.ts";
import { accountTypeOfSets } from "#lib/accounts/permissions/index.ts";
import {
  forgetTokens,
  type IssuedTokens,
  storeTokens,
} from "#lib/credentials/tokens/index.ts";
import type { AuditActor, AuditEntry } from "#lib/audit/index.ts";
import { updateAccount } from "./update-account.ts";
import { emit } from "#lib/webhooks/index.ts";
import type { AuthorizerInfo } from "#lib/wechat/index.ts";
import type { AccountRow } from "./account-row.ts";
import { readinessFactsOf, statusAfter } from "./account-status.ts";
import type { StatusReason } from "./kinds.ts";

const { accounts, authorizations } = schema;

type Source = (typeof authorizations.$inferSelect)["source"];

/** An authorization to be stored. */
export interface Authorized {
  componentAppid: string;
  appid: string;
  permissionSets: number[];
  /** Null when WeChat did not answer; a job fetches it later. */
  info: AuthorizerInfo | null;
  source: Source;
  /** Label of the authorization link. */
  label: string | null;
}

/** What an authorization changed. */
export interface AuthorizationDifference {
  kind: "authorized" | "updated";
  gained: number[];
  lost: number[];
  /** Why the change disabled the account, if it did. */
  disabled: StatusReason | null;
}

const milliseconds = sql`date_trunc('milliseconds', clock_timestamp())`;

/**
 * Stores an authorized account: new, returning, or with changed permission sets. New and returning accounts are disabled
 * until the operator enables them; an enabled account that no longer meets the requirements is disabled.
 * The caller has locked the account's event version, so that authorizations are applied one at a time.
 */
export async function storeAuthorized(
  tx: Transaction,
  authorized: Authorized,
  tokens: IssuedTokens | null,
): Promise<AuthorizationDifference> {
  const { appid, permissionSets } = authorized;
  const [before] = await tx
    .select()
    .from(accounts)
    .where(eq(accounts.appid, appid))
    .for("update");
  const returning = !before || before.status === "deauthorized";
  const kind = returning ? "authorized" : "updated";
  const { gained, lost } = setDifference(
    before?.permissionSets ?? [],
    permissionSets,
  );
  const info = authorized.info === null ? {} : infoColumns(authorized.info);
  const status = before
    ? statusWith(before, { ...info, permissionSets })
    : null;
  if (before) {
    await emitAuthorized(tx, appid, { kind, gained, lost });
    await updateAccount(
      tx,
      before,
      {
        ...info,
        componentAppid: authorized.componentAppid,
        permissionSets,
        ...status,
      },
      null,
    );
  } else {
    await tx.insert(accounts).values({
      appid,
      componentAppid: authorized.componentAppid,
      ...placeholder(appid, permissionSets),
      ...info,
      permissionSets,
      status: "disabled",
      authorizedAt: milliseconds,
    });
    await emitAuthorized(tx, appid, { kind, gained, lost });
  }
  if (tokens) await storeTokens(tx, appid, tokens);
  if (returning || gained.length > 0 || lost.length > 0)
    await tx.insert(authorizations).values({
      appid,
      at: now,
      kind,
      gained,
      lost,
      source: authorized.source,
      label: authorized.label,
    });
  const disabled =
    before?.status === "enabled" && status?.status === "disabled"
      ? (status.statusReason as StatusReason | null)
      : null;
  return { kind, gained, lost, disabled };
}

/** Sends the webhook of an authorization's change, before that of the changed status. */
async function emitAuthorized(
  tx: Transaction,
  appid: string,
  { kind, gained, lost }: Omit<AuthorizationDifference, "disabled">,
): Promise<void> {
  if (kind === "authorized")
    await emit(tx, "account.connected", appid, { permissionSets: gained });
  else if (gained.length > 0 || lost.length > 0)
    await emit(tx, "account.permissions_changed", appid, { gained, lost });
}

/**
 * Marks an account as deauthorized and deletes its tokens; its configuration stays.
 * @returns false when it was not authorized
 */
export async function storeDeauthorized(
  tx: Transaction,
  appid: string,
  source: Source,
): Promise<boolean> {
  const [before] = await tx
    .select()
    .from(accounts)
    .where(eq(accounts.appid, appid))
    .for("update");
  if (!before || before.status === "deauthorized") return false;
  await updateAccount(
    tx,
    before,
    {
      status: "deauthorized",
      statusReason: null,
      permissionSets: [],
      deauthorizedAt: milliseconds,
    },
    null,
  );
  await forgetTokens(tx, appid);
  await tx.insert(authorizations).values({
    appid,
    at: now,
    kind: "unauthorized",
    source,
    gained: [],
    lost: before.permissionSets,
  });
  return true;
}

/** The columns of WeChat's record of an account (protocol 2.3). */
function infoColumns(info: AuthorizerInfo) {
  const {
    type,
    kind,
    name,
    principal,
    verified,
    verifyType,
    serviceType,
    userName,
    alias,
    signature,
    categories,
  } = info;
  return {
    type,
    kind,
    name,
    principal,
    verified,
    verifyType,
    serviceType,
    userName,
    alias,
    signature,
    categories,
    avatarUrl: info.avatarUrl ?? null,
    accountStatus: info.accountStatus ?? null,
    infoFetchedAt: now,
  };
}

const accountData: AuditActor = { kind: "system", name: "account-data" };

/**
 * Stores WeChat's record of an account that lacked it; an enabled account that does not meet the requirements is disabled.
 * Does nothing when the account was deleted during the request.
 */
export async function storeInfo(
  tx: Transaction,
  appid: string,
  info: AuthorizerInfo,
): Promise<void> {
  const [before] = await tx
    .select()
    .from(accounts)
    .where(eq(accounts.appid, appid))
    .for("update");
  if (!before) return;
  const columns = infoColumns(info);
  const after = statusAfter(
    before,
    readinessFactsOf({ ...before, ...columns }),
  );
  const entry: AuditEntry = {
    actor: accountData,
    action: "account.disabled",
    subject: appid,
    before: { status: before.status },
    after: { status: after.status, disabled: after.statusReason },
  };
  await updateAccount(
    tx,
    before,
    { ...columns, ...after },
    after.status === before.status ? null : entry,
  );
}

function placeholder(
  appid: string,
  permissionSets: number[],
): Pick<AccountRow, "type" | "kind" | "name"> {
  const type = accountTypeOfSets(permissionSets);
  return {
    type,
    kind: type === "mini_program" ? "mini_program" : "subscription",
    name: appid,
  };
}

function statusWith(
  before: AccountRow,
  change: Partial<Pick<AccountRow, "type" | "verified" | "permissionSets">>,
) {
  if (before.status === "deauthorized")
    return {
      status: "disabled" as const,
      statusReason: null,
      authorizedAt: milliseconds,
      deauthorizedAt: null,
    };
  return statusAfter(before, readinessFactsOf({ ...before, ...change }));
}

function setDifference(
  before: readonly number[],
  after: readonly number[],
): { gained: number[]; lost: number[] } {
  return {
    gained: after.filter((id) => !before.includes(id)),
    lost: before.filter((id) => !after.includes(id)),
  };
}
