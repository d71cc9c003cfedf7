/**
 * Parses a `Cookie` header. Values are percent-decoded where possible; of several cookies with the same name the last
 * one wins, as in Next.js.
 */
export function parseCookies(
  header: string | null | undefined,
): Record<string, string> {
  const pairs = (header ?? "").split(";").flatMap((part) => {
    const equals = part.indexOf("=");
    if (equals === -1) return [];
    const name = part.slice(0, equals).trim();
    return [[name, decode(part.slice(equals + 1).trim())] as const];
  });
  return Object.fromEntries(pairs);
}

function decode(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
