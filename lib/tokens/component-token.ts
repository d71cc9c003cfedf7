import { randomUUID } from "node:crypto";
import { and, eq, sql } from "drizzle-orm";
import { db, schema } from "#lib/db/index.ts";
import {
  type Component,
  forgetPreviousTicket,
  noteError,
  openForComponent,
  sealForComponent,
  tickets,
} from "#lib/platform/index.ts";
import {
  createComponentClient,
  fetchComponentToken,
  type TokenSource,
  WeChatApiError,
} from "#lib/wechat/index.ts";
import { type Lease, leasedToken, type LeasedRow } from "./leased-token.ts";
import {
  asTokenError,
  clockOf,
  FAILURE_PAUSE_SECONDS,
  fromNow,
  isFree,
  LEASE_SECONDS,
} from "./timing.ts";
import { TokenError } from "./token-error.ts";

const { components } = schema;

/** 61006: WeChat does not know this ticket; the one before it may still hold (protocol 1.3, 2.5). */
const TICKET_INVALID = 61006;

/** The component access token of a platform, renewed by one process at a time. */
function componentTokenSource(component: Component): TokenSource {
  const row = componentRow(component);
  return {
    get: () => leasedToken(row),
    renew: (rejected) => leasedToken(row, rejected),
  };
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
          version: components.tokenVersion,
          lastErrorAt: components.lastErrorAt,
          lastErrorKey: components.lastErrorKey,
          lastErrorApi: components.lastErrorApi,
          ...clockOf(components.tokenRefreshedAt, components.tokenExpiresAt),
        })
        .from(components)
        .where(eq(components.componentAppid, id));
      if (!row) throw new TokenError("ticket_missing");
      return {
        token: openForComponent(id, "token", row.tokenSealed),
        fresh: row.fresh,
        valid: row.valid,
        version: row.version,
        failedSince: (begun) =>
          row.lastErrorApi === "api_component_token" &&
          row.lastErrorAt &&
          row.lastErrorAt >= begun
            ? row.lastErrorKey
            : null,
        now: new Date(row.nowMs),
      };
    },
    async claim(version) {
      const leaseId = randomUUID();
      const claimed = await db()
        .update(components)
        .set({
          tokenLeaseId: leaseId,
          tokenLeaseUntil: fromNow(LEASE_SECONDS),
        })
        .where(
          and(
            eq(components.componentAppid, id),
            eq(components.tokenVersion, version),
            isFree(components.tokenLeaseUntil),
          ),
        )
        .returning({ version: components.tokenVersion });
      return claimed[0] ? { id: leaseId, version: claimed[0].version } : null;
    },
    async renew(lease) {
      try {
        return await writeBack(id, lease, await askWithTickets(component));
      } catch (error) {
        await giveUp(id, lease, error);
        await noteError(id, error);
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
): Promise<string | null> {
  const written = await db()
    .update(components)
    .set({
      tokenSealed: sealForComponent(id, "token", answer.token),
      tokenRefreshedAt: sql`clock_timestamp()`,
      tokenExpiresAt: fromNow(answer.expiresIn),
      tokenVersion: lease.version + 1,
      tokenLeaseId: null,
      tokenLeaseUntil: null,
    })
    .where(
      and(
        eq(components.componentAppid, id),
        eq(components.tokenVersion, lease.version),
        eq(components.tokenLeaseId, lease.id),
      ),
    )
    .returning({ id: components.componentAppid });
  if (written.length === 0) return null;
  if (answer.ticketWorked) await forgetPreviousTicket(id);
  return answer.token;
}

/**
 * Leaves the lease in place for a pause, so that the callers behind this one do not ask at once again; unless WeChat was
 * not asked, for want of a ticket that may come at any moment.
 */
async function giveUp(id: string, lease: Lease, error: unknown): Promise<void> {
  await db()
    .update(components)
    .set({
      tokenLeaseUntil: fromNow(
        error instanceof TokenError ? 0 : FAILURE_PAUSE_SECONDS,
      ),
    })
    .where(
      and(
        eq(components.componentAppid, id),
        eq(components.tokenLeaseId, lease.id),
      ),
    );
}
