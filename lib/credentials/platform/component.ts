import { eq } from "drizzle-orm";
import { cache } from "react";
import {
  type Database,
  db,
  schema,
  type Transaction,
} from "#lib/base/db/index.ts";
import { env } from "#lib/base/env.ts";
import { open, seal } from "#lib/base/secrets/index.ts";
import { PlatformError } from "./platform-error.ts";

export type ComponentRow = typeof schema.components.$inferSelect;

/** The sealed columns of a component. */
type SealedColumn =
  | "app_secret"
  | "message_token"
  | "aes_key"
  | "previous_aes_key"
  | "ticket"
  | "previous_ticket"
  | "token";

/** Seals a secret of a component's row. */
export function sealForComponent(
  componentAppid: string,
  column: SealedColumn,
  secret: string,
): string {
  return seal(secret, { table: "components", column, row: componentAppid });
}

/** Opens a secret of a component's row; null stays null. */
export function openForComponent(
  componentAppid: string,
  column: SealedColumn,
  blob: string | null,
): string | null {
  return blob === null
    ? null
    : open(blob, { table: "components", column, row: componentAppid });
}

/** A third-party platform, ready to verify callbacks and to call WeChat. */
export interface Component {
  componentAppid: string;
  displayName: string | null;
  simulated: boolean;
  appSecret: string;
  messageToken: string;
  /** Newest first; the previous key only during a rotation. */
  encodingAesKeys: [string, ...string[]];
  origins: { api: string; mp: string; open: string };
}

function originsOf(row: ComponentRow): Component["origins"] {
  if (row.source === "sandbox") {
    const origin = row.sandboxOrigin ?? "http://localhost:0";
    return { api: origin, mp: origin, open: origin };
  }
  const { WECHAT_API_ORIGIN, WECHAT_MP_ORIGIN, WECHAT_OPEN_ORIGIN } = env();
  return {
    api: WECHAT_API_ORIGIN,
    mp: WECHAT_MP_ORIGIN,
    open: WECHAT_OPEN_ORIGIN,
  };
}

export function toComponent(row: ComponentRow): Component {
  const id = row.componentAppid;
  const previous =
    row.previousAesKeyUntil && row.previousAesKeyUntil > new Date()
      ? openForComponent(id, "previous_aes_key", row.previousAesKeySealed)
      : null;
  return {
    componentAppid: id,
    displayName: row.displayName,
    simulated: row.source === "sandbox",
    appSecret: open(row.appSecretSealed, {
      table: "components",
      column: "app_secret",
      row: id,
    }),
    messageToken: open(row.messageTokenSealed, {
      table: "components",
      column: "message_token",
      row: id,
    }),
    encodingAesKeys: [
      open(row.aesKeySealed, {
        table: "components",
        column: "aes_key",
        row: id,
      }),
      ...(previous === null ? [] : [previous]),
    ],
    origins: originsOf(row),
  };
}

async function readActiveRow(
  database: Database | Transaction,
): Promise<ComponentRow | null> {
  const [row] = await database
    .select()
    .from(schema.components)
    .where(eq(schema.components.active, true));
  return row ?? null;
}

/** Shared by a page and its layout in one rendering; outside of rendering, React caches nothing. */
const rowOfRendering = cache(() => readActiveRow(db()));

/** The row of the active platform; null before one is configured. */
export function activeComponentRow(
  transaction?: Transaction,
): Promise<ComponentRow | null> {
  return transaction ? readActiveRow(transaction) : rowOfRendering();
}

/**
 * The active platform.
 * @throws {PlatformError} `platform_missing` before one is configured
 */
export async function activeComponent(): Promise<Component> {
  const row = await activeComponentRow();
  if (!row) throw new PlatformError("platform_missing");
  return toComponent(row);
}

/** A platform by its AppID, active or not; null when there is none. */
export async function componentByAppid(
  componentAppid: string,
): Promise<Component | null> {
  const [row] = await db()
    .select()
    .from(schema.components)
    .where(eq(schema.components.componentAppid, componentAppid));
  return row ? toComponent(row) : null;
}
