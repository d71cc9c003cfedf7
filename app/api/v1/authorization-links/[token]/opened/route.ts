import { publicRoute } from "#lib/api/index.ts";
import { reportOpened, visitInput } from "#lib/authorization/index.ts";

export const POST = publicRoute(
  {
    params: ["token"],
    operation: {
      id: "reportOpened",
      group: "links",
      action: null,
      example: { body: { state: "…" } },
    },
    body: visitInput,
    status: 204,
  },
  ({ params, body }) => reportOpened(params.token, body.state),
);
