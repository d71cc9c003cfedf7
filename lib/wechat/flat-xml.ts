const BEGIN = /\s*<xml>\s*/y;
const OPENING = /<([A-Z]\w*)>(<!\[CDATA\[)?/y;
const SPACE = /\s*/y;
const END = /<\/xml>\s*$/y;

/**
 * Parses the XML of nearly all callbacks: `<xml>` with distinct elements that contain only text, as WeChat writes them.
 * The full XML parser takes ten times as long.
 * @returns null for everything else, malformed or not
 */
export function parseFlatXml(text: string): Record<string, string> | null {
  // XML normalizes line breaks, the one change to the text of such an element.
  if (text.includes("\r")) return null;
  const fields: Record<string, string> = {};
  let at = endOf(BEGIN, text, 0);
  let count = 0;
  while (at !== null) {
    OPENING.lastIndex = at;
    const [opening, name = "", cdata] = OPENING.exec(text) ?? [];
    if (opening === undefined)
      return count > 0 && endOf(END, text, at) !== null ? fields : null;
    const begin = at + opening.length;
    const end = text.indexOf(cdata ? "]]>" : "<", begin);
    const closing = `${cdata ? "]]>" : ""}</${name}>`;
    if (end === -1 || !text.startsWith(closing, end)) return null;
    if (Object.hasOwn(fields, name)) return null;
    const value = text.slice(begin, end);
    if (!cdata && value.includes("&")) return null;
    fields[name] = cdata ? value : value.trim();
    count += 1;
    at = endOf(SPACE, text, end + closing.length);
  }
  return null;
}

/** The end of a pattern that matches at this index. */
function endOf(pattern: RegExp, text: string, at: number): number | null {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : null;
}
