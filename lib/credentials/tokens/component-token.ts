import { randomUUID } from "node:crypto";
import { LRUCache } from "lru-cache";
import { and, eq } from "drizzle-orm";
import { db, schema, now, leaseFor, fromNow } from "#lib/base/db/index.ts";
import { countRefresh } from "#lib/base/metrics/index.ts";
import {
  type Component,
  forgetPreviousTicket,
  recordPlatformError,
  openForComponent,
  sealForComponent,
  tickets,
} from "#lib/credentials/platform/index.ts";
import {
  createComponentClient,
  fetchComponentToken,
  type TokenSource,
  WeChatApiError,
} from "#lib/wechat/index.ts";
import { throughBreaker } from "./breaker.ts";
import {
  type Lease,
  leasedToken,
  type LeasedRow,
  type StoredToken,
} from "./leased-token.ts";
import { retryAt } from "./pauses.ts";
import {
  asTokenError,
  clockOf,
  renewalErrorKey,
  isPaused,
  LEASE_SECONDS,
  mayRenew,
} from "./timing.ts";
import { TokenError } from "./token-error.ts";

const { components } = schema;

/** 61006: WeChat does not know this ticket; the previous one may still be valid (protocol 1.3, 2.5). */
const TICKET_INVALID = 61006;

/** Fresh tokens by AppID of the platform, so that many calls in one second read the row once. */
const freshTokens = new LRUCache<string, string>({ max: 50, ttl: 1_000 });

/** The component access token of a platform, renewed by one process at a time. */
function componentTokenSource(component: Component): TokenSource {
  const id = component.componentAppid;
  const row = componentRow(component);
  const keep = (token: string) => {
    freshTokens.set(id, token);
    return token;
  };
  return {
    get: async () =>
      freshTokens.get(id) ?? keep((await leasedToken(row)).token),
    renew: async (rejected) => keep((await leasedToken(row, rejected)).token),
  };
}

/** Renews the token of the platform before its end, should it be time. @throws {TokenError} */
export async function renewComponentToken(component: Component): Promise<void> {
  await leasedToken(componentRow(component));
}

/** A client for the component endpoints of a platform, which always carries a living component token. */
export function componentClient(component: Component) {
  return createComponentClient({
    apiOrigin: component.origins.api,
    componentAppid: component.componentAppid,
    token: componentTokenSource(component),
  });
}

function componentRow(component: Component): LeasedRow {
  const id = component.componentAppid;
  return {
    async read() {
      const [row] = await db()
        .select({
          tokenSealed: components.tokenSealed,
          expiresAt: components.tokenExpiresAt,
          version: components.tokenVersion,
          errorKey: components.tokenErrorKey,
          paused: isPaused(components.tokenRetryAt),
          ...clockOf(components.tokenRefreshedAt, components.tokenExpiresAt),
        })
        .from(components)
        .where(eq(components.componentAppid, id));
      if (!row) throw new TokenError("ticket_missing");
      return {
        token: openForComponent(id, "token", row.tokenSealed),
        fresh: row.fresh,
        valid: row.valid,
        expiresAt: row.expiresAt,
        version: row.version,
        paused: row.paused ? (row.errorKey ?? "unknown") : null,
      };
    },
    async claim(version) {
      const leaseId = randomUUID();
      const claimed = await db()
        .update(components)
        .set({
          tokenLeaseId: leaseId,
          tokenLeaseUntil: leaseFor(LEASE_SECONDS),
        })
        .where(
          and(
            eq(components.componentAppid, id),
            eq(components.tokenVersion, version),
            mayRenew(components.tokenLeaseUntil, components.tokenRetryAt),
          ),
        )
        .returning({ version: components.tokenVersion });
      return claimed[0] ? { id: leaseId, version: claimed[0].version } : null;
    },
    async renew(lease) {
      try {
        const answer = await throughBreaker(id, "api_component_token", () =>
          askWithTickets(component),
        );
        const stored = await writeBack(id, lease, answer);
        countRefresh("platform", stored === null ? "overtaken" : "ok");
        return stored;
      } catch (error) {
        countRefresh("platform", renewalErrorKey(error));
        await giveUp(id, lease, error);
        await recordPlatformError(id, error);
        throw asTokenError(error);
      }
    },
  };
}

async function askWithTickets(
  component: Component,
): Promise<{ token: string; expiresIn: number; ticketWorked: boolean }> {
  const held = await tickets(component.componentAppid);
  for (const [index, ticket] of held.entries()) {
    try {
      const answer = await fetchComponentToken({
        apiOrigin: component.origins.api,
        componentAppid: component.componentAppid,
        appSecret: component.appSecret,
        ticket,
      });
      return { ...answer, ticketWorked: index === 0 };
    } catch (error) {
      const another = index + 1 < held.length;
      if (!(
        another &&
        error instanceof WeChatApiError &&
        error.errcode === TICKET_INVALID
      ))
        throw error;
    }
  }
  throw new TokenError("ticket_missing");
}

async function writeBack(
  id: string,
  lease: Lease,
  answer: { token: string; expiresIn: number; ticketWorked: boolean },
): Promise<StoredToken | null> {
  const [written] = await db()
    .update(components)
    .set({
      tokenSealed: sealForComponent(id, "token", answer.token),
      tokenRefreshedAt: now,
      tokenExpiresAt: fromNow({ seconds: answer.expiresIn }),
      tokenVersion: lease.version + 1,
      tokenLeaseId: null,
      tokenLeaseUntil: null,
      tokenFailures: 0,
      tokenRetryAt: null,
      tokenErrorKey: null,
    })
    .where(
      and(
        eq(components.componentAppid, id),
        eq(components.tokenVersion, lease.version),
        eq(components.tokenLeaseId, lease.id),
      ),
    )
    .returning({
      expiresAt: components.tokenExpiresAt,
      version: components.tokenVersion,
    });
  if (!written) return null;
  if (answer.ticketWorked) await forgetPreviousTicket(id);
  return { token: answer.token, ...written };
}

/** Records a failed renewal and when to retry; without a ticket WeChat was not called, so there is no pause. */
async function giveUp(id: string, lease: Lease, error: unknown): Promise<void> {
  const key = renewalErrorKey(error);
  await db().transaction(async (tx) => {
    const [before] = await tx
      .select({ failures: components.tokenFailures })
      .from(components)
      .where(
        and(
          eq(components.componentAppid, id),
          eq(components.tokenLeaseId, lease.id),
        ),
      )
      .for("update");
    if (!before) return;
    // Without a ticket WeChat was not even asked.
    const failures = before.failures + (key === "ticket_missing" ? 0 : 1);
    await tx
      .update(components)
      .set({
        tokenLeaseId: null,
        tokenLeaseUntil: null,
        tokenFailures: failures,
        tokenRetryAt: retryAt(key, failures),
        tokenErrorKey: key,
      })
      .where(eq(components.componentAppid, id));
  });
}
