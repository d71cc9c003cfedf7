import { route } from "#lib/api/index.ts";
import { subscribeTemplates } from "#lib/receipts/index.ts";

export const GET = route({}, async ({ actor, params }) => ({
  items: await subscribeTemplates(actor, params["appid"] ?? ""),
}));
