import { eq, sql } from "drizzle-orm";
import { z } from "zod";
import { audit, auditActor } from "#lib/audit/index.ts";
import {
  authorize,
  type UserActor,
  requireRecentSignIn,
} from "#lib/access/index.ts";
import { db, schema, type Transaction } from "#lib/base/db/index.ts";
import { isEncodingAesKey, sameEncodingAesKey } from "#lib/wechat/index.ts";
import {
  type ComponentRow,
  openForComponent,
  sealForComponent,
} from "./component.ts";
import { PlatformError } from "./platform-error.ts";
import { platformOverview } from "./platform-overview.ts";
import type { PlatformOverview } from "./schema.ts";

/** WeChat may encrypt with the previous key for a while after a change (protocol 4.1). */
const PREVIOUS_KEY_HOURS = 24;

/** What `PUT /platform` takes; an omitted secret stays unchanged. */
export const platformInput = z.strictObject({
  componentAppid: z
    .string()
    .regex(/^wx[0-9a-zA-Z]{16}$/, { error: "component_appid" }),
  displayName: z.string().trim().max(40, { error: "too_long" }).optional(),
  appSecret: z
    .string()
    .regex(/^[0-9a-zA-Z]{16,64}$/, { error: "app_secret" })
    .optional(),
  token: z
    .string()
    .regex(/^[A-Za-z0-9]{3,32}$/, { error: "message_token" })
    .optional(),
  encodingAesKey: z
    .string()
    .refine(isEncodingAesKey, { error: "encoding_aes_key" })
    .optional(),
});
export type PlatformInput = z.infer<typeof platformInput>;

/**
 * Saves the third-party platform and activates it. Another AppID means a new platform, which needs all its secrets; the
 * data of the previous one stays with it.
 * @throws {AccessError} `forbidden`; `recent_sign_in_required` when a secret is replaced
 * @throws {PlatformError} `platform_set_by_environment`, `platform_secret_missing`
 */
export async function savePlatform(
  actor: UserActor,
  input: PlatformInput,
): Promise<PlatformOverview> {
  authorize(actor, "platform.write");
  const replaced = replacedSecrets(input);
  if (replaced.length > 0) await requireRecentSignIn(actor);
  await db().transaction(async (tx) => {
    await lockComponents(tx);
    const rows = await tx.select().from(schema.components);
    if (rows.some((row) => row.active && row.source === "environment"))
      throw new PlatformError("platform_set_by_environment");
    const existing = rows.find(
      (row) => row.componentAppid === input.componentAppid,
    );
    if (existing?.source === "sandbox")
      throw new PlatformError("platform_is_simulated");
    await tx
      .update(schema.components)
      .set({ active: false })
      .where(eq(schema.components.active, true));
    if (existing) await update(tx, existing, input);
    else await insert(tx, input, "console");
    await audit(tx, {
      actor: auditActor(actor),
      action: "platform.saved",
      subject: input.componentAppid,
      before:
        rows
          .filter((row) => row.active)
          .map((row) => ({
            componentAppid: row.componentAppid,
            displayName: row.displayName,
          }))[0] ?? null,
      after: {
        componentAppid: input.componentAppid,
        displayName: input.displayName ?? null,
        replaced,
      },
    });
  });
  return platformOverview(actor);
}

/** Serializes writers: the unique index on the active row would otherwise fail the second transaction. */
export async function lockComponents(tx: Transaction): Promise<void> {
  await tx.execute(
    sql`SELECT pg_advisory_xact_lock(hashtext('lingpai components'))`,
  );
}

function replacedSecrets(input: PlatformInput): string[] {
  return (["appSecret", "token", "encodingAesKey"] as const).filter(
    (name) => input[name] !== undefined,
  );
}

/** Inserts and activates a platform. */
export async function insert(
  tx: Transaction,
  input: PlatformInput,
  source: ComponentRow["source"],
  more: { sandboxOrigin?: string } = {},
): Promise<void> {
  const { componentAppid: id, appSecret, token, encodingAesKey } = input;
  if (
    appSecret === undefined ||
    token === undefined ||
    encodingAesKey === undefined
  )
    throw new PlatformError("platform_secret_missing", {
      fields: (["appSecret", "token", "encodingAesKey"] as const)
        .filter((name) => input[name] === undefined)
        .map((field) => ({ field, code: "required" })),
    });
  await tx.insert(schema.components).values({
    componentAppid: id,
    displayName: input.displayName || null,
    source,
    active: true,
    appSecretSealed: sealForComponent(id, "app_secret", appSecret),
    messageTokenSealed: sealForComponent(id, "message_token", token),
    aesKeySealed: sealForComponent(id, "aes_key", encodingAesKey),
    ...more,
  });
}

/** Updates and activates a platform; keeps the previous key during its rotation. */
export async function update(
  tx: Transaction,
  row: ComponentRow,
  input: PlatformInput,
  source: ComponentRow["source"] = "console",
): Promise<void> {
  const id = row.componentAppid;
  const oldKey = openForComponent(id, "aes_key", row.aesKeySealed);
  const newKey = input.encodingAesKey;
  const rotated =
    newKey !== undefined &&
    oldKey !== null &&
    !sameEncodingAesKey(oldKey, newKey);
  await tx
    .update(schema.components)
    .set({
      source,
      active: true,
      displayName:
        input.displayName === undefined
          ? row.displayName
          : input.displayName || null,
      ...(input.appSecret === undefined
        ? {}
        : {
            appSecretSealed: sealForComponent(
              id,
              "app_secret",
              input.appSecret,
            ),
          }),
      ...(input.token === undefined
        ? {}
        : {
            messageTokenSealed: sealForComponent(
              id,
              "message_token",
              input.token,
            ),
          }),
      ...(newKey === undefined
        ? {}
        : { aesKeySealed: sealForComponent(id, "aes_key", newKey) }),
      ...(rotated
        ? {
            previousAesKeySealed: sealForComponent(
              id,
              "previous_aes_key",
              oldKey,
            ),
            previousAesKeyUntil: sql`now() + make_interval(hours => ${PREVIOUS_KEY_HOURS})`,
          }
        : {}),
      // A component token fetched with the previous credentials does not prove that the new ones work.
      ...(input.appSecret === undefined
        ? {}
        : {
            tokenSealed: null,
            tokenExpiresAt: null,
            tokenVersion: sql`${schema.components.tokenVersion} + 1`,
          }),
      tokenFailures: 0,
      tokenRetryAt: null,
      tokenErrorKey: null,
      lastErrorAt: null,
      lastErrorKey: null,
      lastErrorApi: null,
      updatedAt: sql`now()`,
    })
    .where(eq(schema.components.componentAppid, id));
}
