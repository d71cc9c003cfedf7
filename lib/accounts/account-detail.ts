import { servedKindOf } from "#lib/credentials/tokens/index.ts";
import { and, desc, eq } from "drizzle-orm";
import { type Actor, authorize } from "#lib/access/index.ts";
import { db, schema } from "#lib/base/db/index.ts";
import { accountSummary } from "./account-summary.ts";
import type {
  AccountDetail,
  AuthorizationChange,
  AccountEvent,
} from "./schema.ts";

const { accounts, accountTokens, authorizations, inbox, userProperties } =
  schema;

/**
 * One account with its history; null when it is unknown.
 * @throws {AccessError} `forbidden`
 */
export async function accountDetail(
  actor: Actor,
  appid: string,
): Promise<AccountDetail | null> {
  authorize(actor, "accounts.read", appid);
  const [found] = await db()
    .select({
      account: accounts,
      token: accountTokens,
      property: userProperties,
    })
    .from(accounts)
    .leftJoin(userProperties, eq(userProperties.id, accounts.openidPropertyId))
    .leftJoin(
      accountTokens,
      and(
        eq(accountTokens.appid, accounts.appid),
        eq(accountTokens.kind, servedKindOf(accounts.sendMode)),
      ),
    )
    .where(eq(accounts.appid, appid));
  if (!found) return null;
  const { account } = found;
  const [history, events] = await Promise.all([
    authorizationHistory(appid),
    recentEvents(account.componentAppid, appid),
  ]);
  return {
    ...accountSummary(account, found.property),
    verifyType: account.verifyType,
    serviceType: account.serviceType,
    userName: account.userName,
    alias: account.alias,
    signature: account.signature,
    accountStatus: account.accountStatus,
    categories: account.categories,
    infoFetchedAt: account.infoFetchedAt?.toISOString() ?? null,
    deauthorizedAt: account.deauthorizedAt?.toISOString() ?? null,
    token: tokenState(found.token),
    authorizations: history,
    events,
  };
}

function tokenState(
  row: typeof accountTokens.$inferSelect | null,
): AccountDetail["token"] {
  const expiresAt = row?.expiresAt ?? null;
  const held =
    row !== null && row.accessTokenSealed !== null && expiresAt !== null;
  return {
    state: !held ? "none" : expiresAt > new Date() ? "living" : "expired",
    expiresAt: expiresAt?.toISOString() ?? null,
    refreshedAt: row?.refreshedAt?.toISOString() ?? null,
    lastError: row?.lastErrorAt
      ? {
          at: row.lastErrorAt.toISOString(),
          key: row.lastErrorKey ?? "unknown",
        }
      : null,
  };
}

async function authorizationHistory(
  appid: string,
): Promise<AuthorizationChange[]> {
  const rows = await db()
    .select()
    .from(authorizations)
    .where(eq(authorizations.appid, appid))
    .orderBy(desc(authorizations.at))
    .limit(50);
  return rows.map(({ id, at, kind, source, gained, lost, label }) => ({
    id,
    at: at.toISOString(),
    kind,
    source,
    gained,
    lost,
    label,
  }));
}

/**
 * The latest callbacks of one account, newest first, at most 20.
 */
async function recentEvents(
  componentAppid: string,
  appid: string,
): Promise<AccountEvent[]> {
  const rows = await db()
    .select({
      key: inbox.key,
      receivedAt: inbox.receivedAt,
      channel: inbox.channel,
      name: inbox.name,
      state: inbox.state,
    })
    .from(inbox)
    .where(
      and(eq(inbox.componentAppid, componentAppid), eq(inbox.appid, appid)),
    )
    .orderBy(desc(inbox.receivedAt))
    .limit(20);
  return rows.map(({ key, receivedAt, channel, name, state }) => ({
    id: key,
    at: receivedAt.toISOString(),
    channel,
    name,
    state,
  }));
}
