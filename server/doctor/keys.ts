import {
  assertSecretKeys,
  SecretKeyError,
} from "#lib/maintenance/key-rotation/index.ts";
import { keyIds } from "#lib/base/secrets/index.ts";
import { type Check, ok, wrong } from "./finding.ts";

/** Whether SECRET_KEYS of this environment opens the stored secrets. */
export const keys: Check = {
  name: "keys",
  needsDatabase: true,
  async run() {
    try {
      await assertSecretKeys();
    } catch (error) {
      if (!(error instanceof SecretKeyError)) throw error;
      const { message } = error;
      const end = message.lastIndexOf(": ");
      return [wrong(message.slice(0, end), message.slice(end + 2))];
    }
    return [ok(`SECRET_KEYS opens what is stored; "${keyIds()[0]}" seals`)];
  },
};
