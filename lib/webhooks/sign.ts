import { createHmac, randomBytes } from "node:crypto";

/** The prefix of a secret in Standard Webhooks. */
const PREFIX = "whsec_";

/** A new signing secret: 32 random bytes. */
export function newSecret(): string {
  return `${PREFIX}${randomBytes(32).toString("base64")}`;
}

/**
 * The headers of a delivery by Standard Webhooks 1.0: `v1,` and the HMAC-SHA256 of id, time and body in base64, one for
 * each valid secret.
 * @param timestamp epoch seconds
 */
export function signedHeaders(input: {
  messageId: string;
  timestamp: number;
  body: string;
  secrets: readonly string[];
}): Record<string, string> {
  const { messageId, timestamp, body, secrets } = input;
  const signatures = secrets.map((secret) => {
    const key = Buffer.from(secret.slice(PREFIX.length), "base64");
    const signature = createHmac("sha256", key)
      .update(`${messageId}.${timestamp}.${body}`)
      .digest("base64");
    return `v1,${signature}`;
  });
  return {
    "webhook-id": messageId,
    "webhook-timestamp": String(timestamp),
    "webhook-signature": signatures.join(" "),
  };
}
