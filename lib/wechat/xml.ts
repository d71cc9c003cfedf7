import { XMLParser } from "fast-xml-parser";
import { EnvelopeError } from "./envelope-error.ts";
import { parseFlatXml } from "./flat-xml.ts";

/** A value of a parsed callback. Numbers stay text; repeated elements become arrays. */
export type XmlValue = string | XmlObject | XmlValue[];
export interface XmlObject {
  [name: string]: XmlValue;
}

/** Larger than any callback of WeChat. */
export const MAX_XML_BYTES = 256 * 1024;
const MAX_DEPTH = 6;

const parser = new XMLParser({
  processEntities: false,
  parseTagValue: false,
  parseAttributeValue: false,
  ignoreAttributes: true,
  ignoreDeclaration: true,
  trimValues: true,
});

/**
 * Parses the content of WeChat's `<xml>` element. Refuses document types and entities before parsing, keeps `007` as
 * `007`, and limits the depth (protocol 4.1).
 * @throws {EnvelopeError} `body_malformed`
 */
export function parseXml(text: string): XmlObject {
  if (
    Buffer.byteLength(text) > MAX_XML_BYTES ||
    /<!(?:DOCTYPE|ENTITY)/i.test(text)
  )
    throw new EnvelopeError("body_malformed");
  return parseFlatXml(text) ?? parseAnyXml(text);
}

function parseAnyXml(text: string): XmlObject {
  let parsed: unknown;
  try {
    parsed = parser.parse(text, true);
  } catch (cause) {
    throw new EnvelopeError("body_malformed", { cause });
  }
  const root =
    isRecord(parsed) && Object.keys(parsed).length === 1
      ? parsed["xml"]
      : undefined;
  const value = toXmlValue(root, 0);
  if (typeof value !== "object" || Array.isArray(value))
    throw new EnvelopeError("body_malformed");
  return value;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Checks that a parsed value consists of texts, lists and objects, and is not too deep. */
export function toXmlValue(value: unknown, depth: number): XmlValue {
  if (depth > MAX_DEPTH) throw new EnvelopeError("body_malformed");
  if (typeof value === "string") return value;
  if (Array.isArray(value))
    return value.map((item) => toXmlValue(item, depth + 1));
  if (!isRecord(value)) throw new EnvelopeError("body_malformed");
  const object: XmlObject = {};
  for (const [name, item] of Object.entries(value))
    Object.defineProperty(object, name, {
      value: toXmlValue(item, depth + 1),
      enumerable: true,
      writable: true,
      configurable: true,
    });
  return object;
}

/** The text of a field; undefined when it is absent, empty or not a text. */
export function textOf(object: XmlObject, name: string): string | undefined {
  const value = Object.hasOwn(object, name) ? object[name] : undefined;
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** Writes WeChat's flat XML: texts as CDATA, numbers bare. */
export function buildXml(fields: Record<string, string | number>): string {
  const elements = Object.entries(fields).map(
    ([name, value]) =>
      `<${name}>${typeof value === "number" ? value : cdata(value)}</${name}>`,
  );
  return `<xml>${elements.join("")}</xml>`;
}

function cdata(text: string): string {
  return `<![CDATA[${text.replaceAll("]]>", "]]]]><![CDATA[>")}]]>`;
}
