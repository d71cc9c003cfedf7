import { publicRoute } from "#lib/api/index.ts";
import { reportInput, reportProblem } from "#lib/authorization/index.ts";

export const POST = publicRoute(
  { body: reportInput, status: 204 },
  ({ params, body, visitor }) =>
    reportProblem(params["token"] ?? "", body, visitor),
);
