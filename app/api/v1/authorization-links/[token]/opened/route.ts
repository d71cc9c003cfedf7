import { publicRoute } from "#lib/api/index.ts";
import { reportOpened, visitInput } from "#lib/authorization/index.ts";

export const POST = publicRoute(
  { body: visitInput, status: 204 },
  ({ params, body }) => reportOpened(params["token"] ?? "", body.state),
);
