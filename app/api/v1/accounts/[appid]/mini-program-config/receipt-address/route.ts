import { answers, route } from "#lib/api/index.ts";
import { renewReceiptAddress } from "#lib/mini-programs/index.ts";

export const POST = route(
  {
    operation: {
      id: "renewReceiptAddress",
      group: "miniPrograms",
      action: "accounts.configure",
    },
    answer: answers.miniProgramConfig,
  },
  ({ actor, params }) => renewReceiptAddress(actor, params["appid"] ?? ""),
);
