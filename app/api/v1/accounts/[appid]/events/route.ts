import { route } from "#lib/api/index.ts";
import {
  accountEventList,
  accountEventQuery,
  eventPageShape,
} from "#lib/callbacks/read/index.ts";

export const GET = route(
  {
    params: ["appid"],
    operation: {
      id: "listAccountEvents",
      group: "events",
      action: "events.read",
    },
    answer: eventPageShape,
    query: accountEventQuery,
  },
  ({ actor, params, query }) => accountEventList(actor, params.appid, query),
);
