import { answers, route } from "#lib/api/index.ts";
import { syncAccounts } from "#lib/authorization/index.ts";

export const POST = route(
  {
    operation: {
      id: "syncAccounts",
      group: "platform",
      action: "platform.sync",
    },
    answer: answers.synced,
  },
  ({ actor }) => syncAccounts(actor),
);
