const MAX_LENGTH = 8_000;

/** The characters of a path. Those that other programs interpret (`\`, `;`, `|`, quotes) are not among them. */
const PATH = /^\/[A-Za-z0-9\-._~!$&'()*+,=:@[\]%/]*$/;

/**
 * What two programs may interpret differently: an empty segment, a segment that ends with a dot (so also `.` and `..`), and an
 * encoding of what needs none (letters, digits, `-._~`), of a separator (`/`, `\`, `;`), of a control character or of `%`.
 */
const AMBIGUOUS =
  /\/\/|\.(?:\/|$)|%(?![0-9A-F]{2})|%(?:[01]|25|2[DEF]|3[0-9B]|4[1-9A-F]|5[0-9AC]|5F|6[1-9A-F]|7[0-9AEF])/i;

/** The target of a request, which all programs interpret in the same way. */
export interface Target {
  path: string;
  /** With its `?`, or empty. */
  query: string;
}

/** Splits the target of a request into path and query; rejects ambiguous spellings. */
export function readTarget(
  url: string,
): Target | "target_invalid" | "target_too_long" {
  if (url.length > MAX_LENGTH) return "target_too_long";
  const mark = url.indexOf("?");
  const path = mark === -1 ? url : url.slice(0, mark);
  if (!PATH.test(path) || AMBIGUOUS.test(path) || !isUtf8(path))
    return "target_invalid";
  return { path, query: mark === -1 ? "" : url.slice(mark) };
}

function isUtf8(path: string): boolean {
  if (!path.includes("%")) return true;
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}
