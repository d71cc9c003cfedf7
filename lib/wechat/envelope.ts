import { randomInt } from "node:crypto";
import {
  decryptMessage,
  encryptMessage,
  equalInConstantTime,
  messageSignature,
} from "./crypto.ts";
import { EnvelopeError } from "./envelope-error.ts";
import { buildXml, parseXml, textOf } from "./xml.ts";

/** The query parameters of a callback that its envelope needs (protocol 1.1). */
export interface EnvelopeQuery {
  msg_signature?: string | null;
  timestamp?: string | null;
  nonce?: string | null;
}

export interface OpenedEnvelope {
  plaintext: string;
  /** The key that opened it; a reply is encrypted with the same one (protocol 4.1, key change). */
  encodingAesKey: string;
  /** The fields outside the encryption, which no signature covers. */
  outer: { appId?: string; toUserName?: string };
}

/**
 * Opens a callback in 安全模式: parses the body, checks `msg_signature` in constant time, decrypts, and checks the appid
 * inside (protocol 1.1, 4.1).
 * @param input.encodingAesKeys newest first
 * @param input.appid the component's, on both of its URLs
 * @throws {EnvelopeError}
 */
export function openEnvelope(input: {
  query: EnvelopeQuery;
  body: string;
  token: string;
  encodingAesKeys: readonly string[];
  appid: string;
}): OpenedEnvelope {
  const { msg_signature: given, timestamp, nonce } = input.query;
  if (!given || !timestamp || !nonce)
    throw new EnvelopeError("signature_missing");
  const outer = parseXml(input.body);
  const encrypt = textOf(outer, "Encrypt");
  if (encrypt === undefined) throw new EnvelopeError("body_malformed");
  if (
    !equalInConstantTime(
      given,
      messageSignature(input.token, timestamp, nonce, encrypt),
    )
  )
    throw new EnvelopeError("signature_mismatch");
  const opened = openWithAnyKey(encrypt, input.encodingAesKeys);
  if (opened.appid !== input.appid) throw new EnvelopeError("appid_mismatch");
  return {
    plaintext: opened.message,
    encodingAesKey: opened.encodingAesKey,
    outer: {
      appId: textOf(outer, "AppId"),
      toUserName: textOf(outer, "ToUserName"),
    },
  };
}

/**
 * Decrypts with the first key that fits, newest first (protocol 4.1, key change).
 * @throws {EnvelopeError} `decrypt_failed`
 */
export function openWithAnyKey(
  encrypt: string,
  encodingAesKeys: readonly string[],
) {
  for (const encodingAesKey of encodingAesKeys) {
    try {
      return { ...decryptMessage({ encrypt, encodingAesKey }), encodingAesKey };
    } catch (error) {
      if (!(error instanceof EnvelopeError)) throw error;
    }
  }
  throw new EnvelopeError("decrypt_failed");
}

/** Encrypts and signs a passive reply (protocol 4.1, reply in XML). */
export function sealReply(input: {
  plaintext: string;
  appid: string;
  token: string;
  encodingAesKey: string;
  /** Epoch seconds. */
  timestamp?: number;
  nonce?: string;
  random?: Buffer;
}): string {
  const { plaintext, appid, token, encodingAesKey, random } = input;
  const timestamp = input.timestamp ?? Math.floor(Date.now() / 1000);
  const nonce = input.nonce ?? String(randomInt(2 ** 31));
  const encrypt = encryptMessage({
    message: plaintext,
    appid,
    encodingAesKey,
    random,
  });
  return buildXml({
    Encrypt: encrypt,
    MsgSignature: messageSignature(token, String(timestamp), nonce, encrypt),
    TimeStamp: timestamp,
    Nonce: nonce,
  });
}
