const ALPHANUMERIC =
  "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/** Random letters and digits, uniformly distributed. */
export function randomLetters(count: number): string {
  const most = 256 - (256 % ALPHANUMERIC.length);
  let text = "";
  while (text.length < count) {
    const [byte = 0] = crypto.getRandomValues(new Uint8Array(1));
    if (byte < most) text += ALPHANUMERIC.charAt(byte % ALPHANUMERIC.length);
  }
  return text;
}
