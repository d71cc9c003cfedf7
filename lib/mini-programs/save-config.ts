import { eq } from "drizzle-orm";
import type { z } from "zod";
import {
  type AccountRow,
  lockAccountRow,
  updateAccount,
} from "#lib/accounts/index.ts";
import { audit, auditActor } from "#lib/audit/index.ts";
import { type Actor, authorize } from "#lib/access/index.ts";
import {
  db,
  schema,
  type Transaction,
  fromNow,
  now,
} from "#lib/base/db/index.ts";
import { hashToken } from "#lib/base/secrets/index.ts";
import {
  openTokenSource,
  resetSourceToken,
  sealTokenSource,
} from "#lib/credentials/tokens/index.ts";
import { sameEncodingAesKey } from "#lib/wechat/index.ts";
import type { configInput, ReceiptInput, SendInput } from "./config-input.ts";
import {
  type ConfigRow,
  lockConfig,
  newReceiptKey,
  openForConfig,
  sealForConfig,
} from "./config-row.ts";
import { configFor } from "./mini-program-config.ts";
import { MiniProgramError } from "./mini-program-error.ts";
import { sourceOf } from "./send-source.ts";
import type { MiniProgramConfig } from "./schema.ts";

const { miniProgramConfigs } = schema;

/** WeChat may encrypt with the previous key for a while after a change (protocol 4.1). */
const PREVIOUS_KEY_HOURS = 24;
/** Time to change a renewed address at WeChat or at the forwarder. */
const PREVIOUS_ADDRESS_HOURS = 72;

const inHours = (hours: number) => fromNow({ hours });

/**
 * Saves a Mini Program's sending configuration, its push settings, or both; omitted parts are kept.
 * @throws {AccessError} `forbidden`
 * @throws {MiniProgramError} `account_unknown`, `mini_programs_only`, `config_secret_missing`
 * @throws {OutboundError} `url_invalid`, `url_not_https`, `url_private`
 */
export async function saveConfig(
  actor: Actor,
  appid: string,
  { send, receipt }: z.infer<typeof configInput>,
): Promise<MiniProgramConfig> {
  authorize(actor, "accounts.configure", appid);
  await db().transaction(async (tx) => {
    const row = await lockConfig(tx, appid);
    if (send === null) await removeSend(tx, appid);
    else if (send) await saveSend(tx, row, send);
    if (receipt) await saveReceipt(tx, row, receipt);
    await audit(tx, {
      actor: auditActor(actor),
      action: "mini_program.configured",
      subject: appid,
      after: { send: send && send.mode, receipt: masked(receipt) },
    });
  });
  return configFor(actor, appid);
}

const masked = (receipt: ReceiptInput | undefined) =>
  receipt && {
    mode: receipt.mode,
    format: receipt.format,
    source: receipt.source,
    allow: receipt.allow,
    replaced: (["token", "encodingAesKey"] as const).filter(
      (name) => receipt[name] !== undefined,
    ),
  };

async function saveSend(
  tx: Transaction,
  row: ConfigRow,
  send: SendInput,
): Promise<void> {
  const { appid } = row;
  const kept =
    row.sendSourceSealed === null
      ? null
      : openTokenSource(appid, row.sendSourceSealed);
  const source = sourceOf(send, kept);
  await tx
    .update(miniProgramConfigs)
    .set({
      sendSourceSealed: sealTokenSource(appid, source),
      sendUrlHash: source.mode === "url" ? hashToken(source.url) : null,
      sendTestedAt: null,
      updatedAt: now,
    })
    .where(eq(miniProgramConfigs.appid, appid));
  await setSendMode(tx, appid, source.mode);
  await resetSourceToken(tx, appid);
}

async function removeSend(tx: Transaction, appid: string): Promise<void> {
  await tx
    .update(miniProgramConfigs)
    .set({ sendSourceSealed: null, sendUrlHash: null, sendTestedAt: null })
    .where(eq(miniProgramConfigs.appid, appid));
  await setSendMode(tx, appid, null);
  await resetSourceToken(tx, appid);
}

/** The account's row says which of its tokens is served; `saveConfig` audits the change. */
async function setSendMode(
  tx: Transaction,
  appid: string,
  sendMode: AccountRow["sendMode"],
): Promise<void> {
  await updateAccount(tx, await lockAccountRow(tx, appid), { sendMode }, null);
}

async function saveReceipt(
  tx: Transaction,
  row: ConfigRow,
  receipt: ReceiptInput,
): Promise<void> {
  const { appid } = row;
  const keyNeeded = receipt.mode !== "plain";
  const missing = [
    ...(receipt.token === undefined && row.pushTokenSealed === null
      ? ["token"]
      : []),
    ...(keyNeeded &&
    receipt.encodingAesKey === undefined &&
    row.aesKeySealed === null
      ? ["encodingAesKey"]
      : []),
  ];
  if (missing.length > 0)
    throw new MiniProgramError("config_secret_missing", {
      fields: missing.map((field) => ({
        field: `receipt.${field}`,
        code: "required",
      })),
    });
  await tx
    .update(miniProgramConfigs)
    .set({
      ...newToken(row, receipt.token),
      ...newAesKey(row, receipt.encodingAesKey),
      mode: receipt.mode,
      format: receipt.format,
      source: receipt.source,
      ...(receipt.allow ? { allow: receipt.allow } : {}),
      refusedAt: null,
      refusal: null,
      updatedAt: now,
    })
    .where(eq(miniProgramConfigs.appid, appid));
}

/** A changed token must pass WeChat's URL check again. */
function newToken({ appid, pushTokenSealed }: ConfigRow, token?: string) {
  if (
    token === undefined ||
    token === openForConfig(appid, "push_token", pushTokenSealed)
  )
    return {};
  return {
    pushTokenSealed: sealForConfig(appid, "push_token", token),
    verifiedAt: null,
  };
}

function newAesKey({ appid, aesKeySealed }: ConfigRow, key?: string) {
  if (key === undefined) return {};
  const before = openForConfig(appid, "aes_key", aesKeySealed);
  if (before !== null && sameEncodingAesKey(before, key)) return {};
  return {
    aesKeySealed: sealForConfig(appid, "aes_key", key),
    ...(before === null
      ? {}
      : {
          previousAesKeySealed: sealForConfig(
            appid,
            "previous_aes_key",
            before,
          ),
          previousAesKeyUntil: inHours(PREVIOUS_KEY_HOURS),
        }),
  };
}

/**
 * Gives a Mini Program a new receipt address; the previous one remains valid for three days.
 * @throws {AccessError} `forbidden`
 * @throws {MiniProgramError} `account_unknown`, `mini_programs_only`
 */
export async function renewReceiptAddress(
  actor: Actor,
  appid: string,
): Promise<MiniProgramConfig> {
  authorize(actor, "accounts.configure", appid);
  await db().transaction(async (tx) => {
    const row = await lockConfig(tx, appid);
    await tx
      .update(miniProgramConfigs)
      .set({
        ...newReceiptKey(appid),
        previousKeyHash: row.receiptKeyHash,
        previousKeyUntil: inHours(PREVIOUS_ADDRESS_HOURS),
        verifiedAt: null,
        updatedAt: now,
      })
      .where(eq(miniProgramConfigs.appid, appid));
    await audit(tx, {
      actor: auditActor(actor),
      action: "mini_program.receipt_address_renewed",
      subject: appid,
    });
  });
  return configFor(actor, appid);
}
