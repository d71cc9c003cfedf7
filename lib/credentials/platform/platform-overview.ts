import { type Actor, authorize } from "#lib/access/index.ts";
import { env } from "#lib/base/env.ts";
import { activeComponentRow, type ComponentRow } from "./component.ts";
import { TICKET_HOURS, TICKET_LATE_MINUTES } from "./ticket.ts";
import type { PlatformHealth, PlatformOverview } from "./schema.ts";

const MINUTE_MS = 60_000;

/**
 * The platform's settings and health.
 * @throws {AccessError} `forbidden`
 */
export async function platformOverview(
  actor: Actor,
): Promise<PlatformOverview> {
  authorize(actor, "platform.read");
  const row = await activeComponentRow();
  const set = { set: row !== null };
  const now = new Date();
  const previousUntil = row?.previousAesKeyUntil;
  return {
    configured: row !== null,
    simulated: row?.source === "sandbox",
    source: row?.source ?? "none",
    componentAppid: row?.componentAppid ?? null,
    displayName: row?.displayName ?? null,
    secrets: {
      appSecret: set,
      token: set,
      encodingAesKey: set,
      previousEncodingAesKey:
        previousUntil && previousUntil > now
          ? { until: previousUntil.toISOString() }
          : null,
    },
    urls: callbackUrls(row?.componentAppid ?? null),
    sandboxOrigin: row?.source === "sandbox" ? row.sandboxOrigin : null,
    health: healthOf(row, now),
  };
}

/** The URLs under which WeChat reaches this console; null before the AppID is known. */
function callbackUrls(componentAppid: string | null): PlatformOverview["urls"] {
  const { PUBLIC_URL } = env();
  const base =
    componentAppid === null
      ? null
      : `${PUBLIC_URL}/api/wechat/components/${componentAppid}`;
  return {
    events: base && `${base}/events`,
    messages: base && `${base}/messages/$APPID$`,
    launchDomain: new URL(PUBLIC_URL).host,
  };
}

function healthOf(row: ComponentRow | null, now: Date): PlatformHealth {
  const received = row?.ticketReceivedAt ?? null;
  const expires =
    received && new Date(received.getTime() + TICKET_HOURS * 60 * MINUTE_MS);
  return {
    ticket: {
      state: ticketState(received, now),
      receivedAt: received?.toISOString() ?? null,
      expiresAt: expires?.toISOString() ?? null,
    },
    componentToken: {
      state:
        !row?.tokenSealed || !row.tokenExpiresAt
          ? "none"
          : row.tokenExpiresAt > now
            ? "living"
            : "expired",
      expiresAt: row?.tokenExpiresAt?.toISOString() ?? null,
    },
    lastCallback: row?.lastCallbackAt
      ? {
          at: row.lastCallbackAt.toISOString(),
          name: row.lastCallbackName ?? "",
        }
      : null,
    lastError: row?.lastErrorAt
      ? {
          at: row.lastErrorAt.toISOString(),
          key: row.lastErrorKey ?? "unknown",
          api: row.lastErrorApi ?? "",
        }
      : null,
  };
}

/** The state of the verify ticket, which WeChat pushes every ten minutes, at a given time. */
export function ticketState(
  receivedAt: Date | null,
  now: Date,
): PlatformHealth["ticket"]["state"] {
  if (!receivedAt) return "never";
  const age = now.getTime() - receivedAt.getTime();
  if (age > TICKET_HOURS * 60 * MINUTE_MS) return "expired";
  return age > TICKET_LATE_MINUTES * MINUTE_MS ? "late" : "fresh";
}
