import { publicRoute } from "#lib/api/index.ts";
import { resetInput, resetPassword } from "#lib/members/index.ts";

export const POST = publicRoute({ body: resetInput }, ({ body, visitor }) =>
  resetPassword(body, visitor),
);
