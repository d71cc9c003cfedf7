import { publicRoute } from "#lib/api/index.ts";
import { reportInput, reportProblem } from "#lib/authorization/index.ts";

export const POST = publicRoute(
  {
    params: ["token"],
    operation: {
      id: "reportProblem",
      group: "links",
      action: null,
      example: { body: { state: "…", reason: "not_admin" } },
    },
    body: reportInput,
    status: 204,
  },
  ({ params, body, visitor }) => reportProblem(params.token, body, visitor),
);
