import { exportAccounts, exportQuery } from "#lib/accounts/index.ts";
import { fileRoute } from "#lib/api/index.ts";

export const GET = fileRoute(
  {
    operation: {
      id: "exportAccounts",
      group: "accounts",
      action: "accounts.read",
    },
    query: exportQuery,
  },
  async ({ actor, query }) => ({
    name: "accounts.csv",
    text: await exportAccounts(actor, query),
  }),
);
