import { publicRoute } from "#lib/api/index.ts";
import {
  assertionOptions,
  passkeyOptionsShape,
} from "#lib/identity/second-factors/index.ts";

export const POST = publicRoute(
  {
    operation: { id: "beginPasskeySignIn", group: "session", action: null },
    answer: passkeyOptionsShape,
  },
  async () => ({ ...(await assertionOptions()) }),
);
