import { EnvelopeError } from "./envelope-error.ts";
import { MAX_XML_BYTES, parseXml, toXmlValue, type XmlObject } from "./xml.ts";

/**
 * Parses the push of a Mini Program: XML or JSON by its first character, not by Content-Type (protocol 4.2). Ignores a byte
 * order mark and surrounding white space, which forwarders add.
 * @throws {EnvelopeError} `body_malformed`
 */
export function readPushBody(body: string): XmlObject {
  const text = body.replace(/^\uFEFF/, "").trim();
  return text.startsWith("{") ? parseJson(text) : parseXml(text);
}

function parseJson(text: string): XmlObject {
  if (Buffer.byteLength(text) > MAX_XML_BYTES)
    throw new EnvelopeError("body_malformed");
  let parsed: unknown;
  try {
    parsed = JSON.parse(text, asText);
  } catch (cause) {
    throw new EnvelopeError("body_malformed", { cause });
  }
  const value = toXmlValue(parsed, 0);
  if (typeof value !== "object" || Array.isArray(value))
    throw new EnvelopeError("body_malformed");
  return value;
}

/** Keeps numbers as written, since message ids exceed 2^53 (protocol 0). */
function asText(
  _key: string,
  value: unknown,
  context?: { source?: string },
): unknown {
  if (typeof value === "object" && value !== null) return value;
  return typeof value === "string" ? value : (context?.source ?? String(value));
}
