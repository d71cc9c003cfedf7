import { route } from "#lib/api/index.ts";
import {
  miniProgramConfigShape,
  renewReceiptAddress,
} from "#lib/mini-programs/index.ts";

export const POST = route(
  {
    params: ["appid"],
    operation: {
      id: "renewReceiptAddress",
      group: "miniPrograms",
      action: "accounts.configure",
    },
    answer: miniProgramConfigShape,
  },
  ({ actor, params }) => renewReceiptAddress(actor, params.appid),
);
