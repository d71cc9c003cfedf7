import { exportAccounts, exportQuery } from "#lib/accounts/index.ts";
import { fileRoute } from "#lib/api/index.ts";

export const GET = fileRoute(
  { query: exportQuery, name: "accounts.csv" },
  ({ actor, query }) => exportAccounts(actor, query),
);
