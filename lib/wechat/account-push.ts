import { equalInConstantTime, messageSignature, signature } from "./crypto.ts";
import { openWithAnyKey } from "./envelope.ts";
import { EnvelopeError } from "./envelope-error.ts";
import { readPushBody } from "./push-body.ts";
import { textOf, type XmlObject } from "./xml.ts";
import type { PushMode } from "./kinds.ts";

/** The configuration of an account's message push. */
export interface AccountPush {
  appid: string;
  token: string;
  /** Newest first; may be empty in plain mode. */
  encodingAesKeys: readonly string[];
  mode: PushMode;
  /** False when another system forwards WeChat's pushes and may drop the query (protocol 7.1). */
  signed: boolean;
}

/** A push and its text; of an encrypted push, the decrypted text. */
export interface OpenedPush {
  fields: XmlObject;
  plaintext: string;
}

/**
 * The answer to WeChat's check of a push URL, the same in all modes (protocol 4.3).
 * @returns null when it is not signed with the token
 */
export function echoAnswer(
  query: URLSearchParams,
  token: string,
): string | null {
  const echo = query.get("echostr");
  return echo && plainlySigned(query, token) ? echo : null;
}

/**
 * Verifies and opens a push to the URL of one account. With an `Encrypt` field, everything beside it is ignored (protocol
 * 4.2). A missing signature is accepted only from a forwarder, a wrong one never.
 * @throws {EnvelopeError}
 */
export function openAccountPush(
  push: AccountPush,
  query: URLSearchParams,
  body: string,
): OpenedPush {
  const outer = readPushBody(body);
  if (push.mode === "plain") {
    checkPlain(push, query, outer);
    return { fields: outer, plaintext: body };
  }
  const plaintext = decrypted(push, query, outer);
  return { fields: readPushBody(plaintext), plaintext };
}

function checkPlain(
  push: AccountPush,
  query: URLSearchParams,
  outer: XmlObject,
): void {
  if (textOf(outer, "MsgType") === undefined)
    throw new EnvelopeError(
      textOf(outer, "Encrypt") ? "mode_mismatch" : "body_malformed",
    );
  if (query.get("signature") === null) {
    if (push.signed) throw new EnvelopeError("signature_missing");
  } else if (!plainlySigned(query, push.token))
    throw new EnvelopeError("signature_mismatch");
}

function decrypted(
  push: AccountPush,
  query: URLSearchParams,
  outer: XmlObject,
): string {
  const encrypt = textOf(outer, "Encrypt");
  if (encrypt === undefined)
    throw new EnvelopeError(
      textOf(outer, "MsgType") ? "mode_mismatch" : "body_malformed",
    );
  const given = query.get("msg_signature");
  if (given === null) {
    if (push.signed) throw new EnvelopeError("signature_missing");
  } else if (
    !equalInConstantTime(
      given,
      messageSignature(
        push.token,
        query.get("timestamp") ?? "",
        query.get("nonce") ?? "",
        encrypt,
      ),
    )
  )
    throw new EnvelopeError("signature_mismatch");
  const opened = openWithAnyKey(encrypt, push.encodingAesKeys);
  if (opened.appid !== push.appid) throw new EnvelopeError("appid_mismatch");
  return opened.message;
}

function plainlySigned(query: URLSearchParams, token: string): boolean {
  const [given, timestamp, nonce] = ["signature", "timestamp", "nonce"].map(
    (name) => query.get(name),
  );
  return (
    Boolean(given && timestamp && nonce) &&
    equalInConstantTime(
      given ?? "",
      signature(token, timestamp ?? "", nonce ?? ""),
    )
  );
}
