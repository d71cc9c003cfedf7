import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { and, eq, lt, sql } from "drizzle-orm";
import {
  db,
  schema,
  type Transaction,
  leaseFor,
  now,
} from "#lib/base/db/index.ts";
import {
  type Component,
  recordPlatformError,
} from "#lib/credentials/platform/index.ts";
import { hashToken } from "#lib/base/secrets/index.ts";
import { componentClient } from "#lib/credentials/tokens/index.ts";
import {
  type AuthorizerInfo,
  WeChatApiError,
  WeChatError,
} from "#lib/wechat/index.ts";
import { AuthorizationError } from "./authorization-error.ts";
import { type Exchanged, exchangedFromInfo } from "./exchanged.ts";

const { accounts, authorizationCodes: codes } = schema;

/** Two calls upstream, each with its timeout and one retry. */
const LEASE_SECONDS = 25;
const WAIT_MS = 20_000;
const POLL_MS = 60;

/** 61009: not a code; 61010: used or expired (protocol 2.5). */
const CODE_SPENT = new Set([61009, 61010]);

/**
 * Exchanges an authorization code exactly once: redirect and push carry the same code, in either order or concurrently
 * (protocol 1.3). One process calls WeChat, outside any transaction; the others wait for its result. The result is stored
 * in the transaction that marks the code as done.
 * @param input.expectedAppid from the push; lets an exchange whose answer was lost be completed from the account's info
 * @returns the AppID of the account that the code belongs to
 * @throws {AuthorizationError} `code_spent`, `exchange_unfinished`
 * @throws {WeChatApiError | WeChatTransportError} the caller may try again
 */
export async function exchangeCode(input: {
  component: Component;
  code: string;
  expectedAppid?: string;
  store: (tx: Transaction, exchanged: Exchanged) => Promise<void>;
}): Promise<string> {
  const { component, store } = input;
  const key = {
    componentAppid: component.componentAppid,
    codeHash: hashToken(input.code),
  };
  const deadline = performance.now() + WAIT_MS;
  for (;;) {
    const leaseId = await claim(key);
    if (leaseId) return exchangeAsHolder(input, key, leaseId, store);
    const row = await read(key);
    if (row?.state === "done" && row.authorizerAppid)
      return row.authorizerAppid;
    if (row?.state === "failed" || row?.state === "done")
      throw new AuthorizationError("code_spent", {
        wechatKey: row.errorKey ?? "61010",
      });
    if (performance.now() > deadline)
      throw new AuthorizationError("exchange_unfinished");
    await pause(POLL_MS);
  }
}

interface CodeKey {
  componentAppid: string;
  codeHash: string;
}

const at = (key: CodeKey) =>
  and(
    eq(codes.componentAppid, key.componentAppid),
    eq(codes.codeHash, key.codeHash),
  );

async function read(key: CodeKey) {
  const [row] = await db().select().from(codes).where(at(key));
  return row;
}

/** Inserts the code's row, or takes over an expired lease; of concurrent callers exactly one succeeds. */
async function claim(key: CodeKey): Promise<string | null> {
  const leaseId = randomUUID();
  const leaseUntil = leaseFor(LEASE_SECONDS);
  const claimed = await db()
    .insert(codes)
    .values({ ...key, state: "exchanging", leaseId, leaseUntil })
    .onConflictDoUpdate({
      target: [codes.componentAppid, codes.codeHash],
      set: { leaseId, leaseUntil },
      setWhere: and(eq(codes.state, "exchanging"), lt(codes.leaseUntil, now)),
    })
    .returning({ leaseId: codes.leaseId });
  return claimed[0] ? leaseId : null;
}

async function exchangeAsHolder(
  input: { component: Component; code: string; expectedAppid?: string },
  key: CodeKey,
  leaseId: string,
  store: (tx: Transaction, exchanged: Exchanged) => Promise<void>,
): Promise<string> {
  try {
    const exchanged = await askWeChat(input);
    const { appid } = exchanged.authorization;
    await db().transaction(async (tx) => {
      await store(tx, exchanged);
      await tx
        .update(codes)
        .set({
          state: "done",
          // Null when the account was deleted meanwhile: then no row may name it.
          authorizerAppid: sql`(select ${accounts.appid} from ${accounts} where ${accounts.appid} = ${appid})`,
          finishedAt: now,
        })
        .where(at(key));
    });
    return appid;
  } catch (error) {
    const final =
      error instanceof WeChatApiError && CODE_SPENT.has(error.errcode);
    await db()
      .update(codes)
      .set(
        final
          ? {
              state: "failed",
              errorKey: error.key,
              finishedAt: now,
            }
          : { leaseUntil: now },
      )
      .where(and(at(key), eq(codes.leaseId, leaseId)));
    await recordPlatformError(input.component.componentAppid, error);
    if (final)
      throw new AuthorizationError("code_spent", {
        wechatKey: error.key,
        cause: error,
      });
    throw error;
  }
}

async function askWeChat({
  component,
  code,
  expectedAppid,
}: {
  component: Component;
  code: string;
  expectedAppid?: string;
}): Promise<Exchanged> {
  const client = componentClient(component);
  try {
    const authorization = await client.queryAuth(code);
    return {
      authorization,
      info: await infoOrNull(() =>
        client.getAuthorizerInfo(authorization.appid),
      ),
    };
  } catch (error) {
    const spent = error instanceof WeChatApiError && error.errcode === 61010;
    if (!spent || expectedAppid === undefined) throw error;
    // One of our processes died before storing the answer: the account's info still has permission sets and refresh token.
    const info = await infoOrNull(() =>
      client.getAuthorizerInfo(expectedAppid),
    );
    if (!info) throw error;
    return exchangedFromInfo(expectedAppid, info);
  }
}

/** A failure to fetch the account's data must not lose the authorization: a job fetches them again. */
async function infoOrNull(
  ask: () => Promise<AuthorizerInfo>,
): Promise<AuthorizerInfo | null> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof WeChatError) return null;
    throw error;
  }
}
