import { publicRoute } from "#lib/api/index.ts";
import { reportFollowed, visitInput } from "#lib/authorization/index.ts";

export const POST = publicRoute(
  {
    params: ["token"],
    operation: {
      id: "reportFollowed",
      group: "links",
      action: null,
      example: { body: { state: "…" } },
    },
    body: visitInput,
    status: 204,
  },
  ({ params, body }) => reportFollowed(params.token, body.state),
);
