import { publicRoute } from "#lib/api/index.ts";
import { reportFollowed, visitInput } from "#lib/authorization/index.ts";

export const POST = publicRoute(
  { body: visitInput, status: 204 },
  ({ params, body }) => reportFollowed(params["token"] ?? "", body.state),
);
