import { answers, publicRoute } from "#lib/api/index.ts";
import { assertionOptions } from "#lib/identity/second-factors/index.ts";

export const POST = publicRoute(
  {
    operation: { id: "beginPasskeySignIn", group: "session", action: null },
    answer: answers.passkeyOptions,
  },
  async () => ({ ...(await assertionOptions()) }),
);
