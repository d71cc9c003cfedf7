/** The value of one cookie as it was sent. */
export function readCookie(
  header: string | undefined,
  name: string,
): string | null {
  const pair = (header ?? "")
    .split(";")
    .map((part) => part.trim())
    .find((part) => part.startsWith(`${name}=`));
  return pair === undefined ? null : pair.slice(name.length + 1);
}

/** Whether next-auth's cookie of a session came with a request; whose it is, and whether it is any, is decided elsewhere. */
export const bringsSession = (header: string | undefined): boolean =>
  header !== undefined && /session-token(?:\.\d+)?=/.test(header);
