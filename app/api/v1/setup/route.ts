import { publicRoute } from "#lib/api/index.ts";
import { completeSetup, setupInput } from "#lib/auth/index.ts";

export const POST = publicRoute(
  { body: setupInput, status: 201 },
  ({ body, visitor }) => completeSetup(body, visitor),
);
