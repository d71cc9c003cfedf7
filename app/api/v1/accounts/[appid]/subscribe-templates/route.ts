import { answers, route } from "#lib/api/index.ts";
import { subscribeTemplates } from "#lib/mini-programs/receipts/index.ts";

export const GET = route(
  {
    operation: {
      id: "listTemplates",
      group: "miniPrograms",
      action: "messages.send",
    },
    answer: answers.templates,
  },
  async ({ actor, params }) => ({
    items: await subscribeTemplates(actor, params["appid"] ?? ""),
  }),
);
