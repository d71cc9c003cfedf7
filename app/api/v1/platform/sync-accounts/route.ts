import { route } from "#lib/api/index.ts";
import { syncAccounts, syncResultShape } from "#lib/authorization/index.ts";

export const POST = route(
  {
    operation: {
      id: "syncAccounts",
      group: "platform",
      action: "platform.sync",
    },
    answer: syncResultShape,
  },
  ({ actor }) => syncAccounts(actor),
);
