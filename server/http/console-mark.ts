import { deriveKey } from "#lib/base/secrets/index.ts";

/** On the answers to WeChat's events: by it `doctor` knows this console's answer from another one's. */
export const MARK_HEADER = "x-lingpai-console";

let mark: string | undefined;

/** The same on all instances whose SECRET_KEYS begin with the same key; tells nothing of it. */
export function consoleMark(): string {
  return (mark ??= deriveKey("console mark").toString("hex").slice(0, 16));
}
