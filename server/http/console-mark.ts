import { deriveKey } from "#lib/base/secrets/index.ts";

/** A header of the answers to WeChat's events, by which `doctor` recognizes this console. */
export const CONSOLE_MARK_HEADER = "x-lingpai-console";

let mark: string | undefined;

/** Equal on all instances whose SECRET_KEYS begin with the same key, which it does not reveal. */
export function consoleMark(): string {
  return (mark ??= deriveKey("console mark").toString("hex").slice(0, 16));
}
