import { route } from "#lib/api/index.ts";
import {
  subscribeTemplates,
  templateListShape,
} from "#lib/mini-programs/receipts/index.ts";

export const GET = route(
  {
    params: ["appid"],
    operation: {
      id: "listTemplates",
      group: "miniPrograms",
      action: "messages.send",
    },
    answer: templateListShape,
  },
  async ({ actor, params }) => ({
    items: await subscribeTemplates(actor, params.appid),
  }),
);
