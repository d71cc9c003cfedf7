import {
  accountShape,
  openidChoicePageShape,
  openidChoiceQuery,
  openidChoices,
  openidPropertyInput,
  setOpenidProperty,
} from "#lib/accounts/index.ts";
import { route } from "#lib/api/index.ts";

export const GET = route(
  {
    params: ["appid"],
    operation: {
      id: "listOpenidChoices",
      group: "accounts",
      action: "accounts.read",
    },
    answer: openidChoicePageShape,
    query: openidChoiceQuery,
  },
  ({ actor, params, query }) => openidChoices(actor, params.appid, query),
);
export const PUT = route(
  {
    params: ["appid"],
    operation: {
      id: "setOpenidProperty",
      group: "accounts",
      action: "accounts.configure",
      example: { body: { propertyId: "0b9f1c52-6a53-4b0e-9a53-3f0d7f6f2a11" } },
    },
    answer: accountShape,
    body: openidPropertyInput,
  },
  ({ actor, params, body }) => setOpenidProperty(actor, params.appid, body),
);
