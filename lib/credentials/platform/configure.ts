import { randomBytes, randomInt } from "node:crypto";
import { eq } from "drizzle-orm";
import { audit } from "#lib/audit/index.ts";
import { db, schema } from "#lib/base/db/index.ts";
import { env } from "#lib/base/env.ts";
import {
  activeComponentRow,
  type Component,
  toComponent,
} from "./component.ts";
import {
  insert,
  lockComponents,
  type PlatformInput,
  update,
} from "./save-platform.ts";

const ALPHANUMERIC =
  "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

const boot = { kind: "system", name: "boot" } as const;

/**
 * Activates the platform of the `COMPONENT_*` variables. Without them, a platform that came from the environment becomes
 * editable in the console. Every instance runs this once at start.
 */
export async function configureFromEnvironment(): Promise<void> {
  const {
    COMPONENT_APPID,
    COMPONENT_APPSECRET,
    COMPONENT_TOKEN,
    COMPONENT_AES_KEY,
  } = env();
  await db().transaction(async (tx) => {
    await lockComponents(tx);
    const rows = await tx.select().from(schema.components);
    if (!COMPONENT_APPID) {
      await tx
        .update(schema.components)
        .set({ source: "console" })
        .where(eq(schema.components.source, "environment"));
      return;
    }
    const input = {
      componentAppid: COMPONENT_APPID,
      appSecret: COMPONENT_APPSECRET,
      token: COMPONENT_TOKEN,
      encodingAesKey: COMPONENT_AES_KEY,
    };
    const existing = rows.find((row) => row.componentAppid === COMPONENT_APPID);
    if (
      existing?.active &&
      existing.source === "environment" &&
      unchanged(toComponent(existing), input)
    )
      return;
    await tx
      .update(schema.components)
      .set({ active: false })
      .where(eq(schema.components.active, true));
    if (existing) await update(tx, existing, input, "environment");
    else await insert(tx, input, "environment");
    await audit(tx, {
      actor: boot,
      action: "platform.saved",
      subject: COMPONENT_APPID,
      after: { source: "environment" },
    });
  });
}

function unchanged(current: Component, input: PlatformInput): boolean {
  return (
    current.appSecret === input.appSecret &&
    current.messageToken === input.token &&
    current.encodingAesKeys[0] === input.encodingAesKey
  );
}

/** The start parameters of the sandbox process. */
export interface SandboxPlan {
  componentAppid: string;
  appSecret: string;
  token: string;
  encodingAesKey: string;
  /** The last address of another instance's sandbox; while it answers, none is started here. */
  origin: string | null;
}

/**
 * Whether this start needs the WeChat sandbox: with `auto` until a real platform is configured; with `on` the simulated
 * platform replaces one from the console, never one from the environment. It is created once, so that its accounts stay.
 */
export async function sandboxPlan(): Promise<SandboxPlan | null> {
  const { SANDBOX } = env();
  if (SANDBOX === "off") return null;
  return db().transaction(async (tx) => {
    await lockComponents(tx);
    const rows = await tx.select().from(schema.components);
    const active = rows.find((row) => row.active);
    const live = active !== undefined && active.source !== "sandbox";
    if (live && (SANDBOX === "auto" || active.source === "environment"))
      return null;
    if (active?.source !== "sandbox") {
      await tx
        .update(schema.components)
        .set({ active: false })
        .where(eq(schema.components.active, true));
      const earlier = rows.find((row) => row.source === "sandbox");
      if (earlier)
        await tx
          .update(schema.components)
          .set({ active: true })
          .where(eq(schema.components.componentAppid, earlier.componentAppid));
      else await insert(tx, simulatedPlatform(), "sandbox");
    }
    const row = await activeComponentRow(tx);
    if (!row) return null;
    const { componentAppid, appSecret, messageToken, encodingAesKeys } =
      toComponent(row);
    return {
      componentAppid,
      appSecret,
      token: messageToken,
      encodingAesKey: encodingAesKeys[0],
      origin: row.sandboxOrigin,
    };
  });
}

function simulatedPlatform(): Required<PlatformInput> {
  return {
    componentAppid: `wx${randomBytes(8).toString("hex")}`,
    displayName: "令牌演示平台",
    appSecret: randomBytes(16).toString("hex"),
    token: randomBytes(8).toString("hex"),
    // WeChat allows only letters and digits in a key, not all of base64.
    encodingAesKey: Array.from(
      { length: 43 },
      () => ALPHANUMERIC[randomInt(ALPHANUMERIC.length)],
    ).join(""),
  };
}

/** Stores the address of the sandbox for all instances. */
export async function setSandboxOrigin(
  componentAppid: string,
  origin: string,
): Promise<void> {
  await db()
    .update(schema.components)
    .set({ sandboxOrigin: origin })
    .where(eq(schema.components.componentAppid, componentAppid));
}
