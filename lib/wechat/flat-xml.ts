const BEGIN = /\s*<xml>\s*/y;
const OPENING = /<([A-Z]\w*)>(<!\[CDATA\[)?/y;
const SPACE = /\s*/y;
const END = /<\/xml>\s*$/y;

/**
 * Reads what nearly all callbacks are: `<xml>` with elements of different names that hold nothing but text, as WeChat
 * itself writes them. The parser that reads all XML takes ten times as long.
 * @returns null for everything else, broken or not
 */
export function parseFlatXml(text: string): Record<string, string> | null {
  // Line breaks are the one thing that a text of such an element is not taken over with as it is.
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

/** Where a pattern ends that begins here. */
function endOf(pattern: RegExp, text: string, at: number): number | null {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : null;
}
