const MOST = 8_000;

/** A path's own characters; those that other programs take for more (`\`, `;`, `|`, quotes' kin) are none. */
const PATH = /^\/[A-Za-z0-9\-._~!$&'()*+,=:@[\]%/]*$/;

/**
 * What two programs may read in two ways: an empty segment, a segment that ends with a dot (so also `.` and `..`), and an
 * encoding of what needs none (letters, digits, `-._~`), of a separator (`/`, `\`, `;`), of a control character or of `%`.
 */
const AMBIGUOUS =
  /\/\/|\.(?:\/|$)|%(?![0-9A-F]{2})|%(?:[01]|25|2[DEF]|3[0-9B]|4[1-9A-F]|5[0-9AC]|5F|6[1-9A-F]|7[0-9AEF])/i;

/** A request's target, of the one form that is understood in one way. */
export interface Target {
  path: string;
  /** With its `?`, or empty. */
  query: string;
}

/** Reads the target of a request: path and query in the one usual spelling. */
export function readTarget(
  url: string,
): Target | "target_invalid" | "target_too_long" {
  if (url.length > MOST) return "target_too_long";
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
