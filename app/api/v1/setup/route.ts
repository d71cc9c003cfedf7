import { publicRoute } from "#lib/api/index.ts";
import { completeSetup, setupInput } from "#lib/auth/index.ts";

export const POST = publicRoute(
  { body: setupInput, status: 201 },
  async ({ body, request }) => {
    await completeSetup(body, {
      address: request.headers.get("x-client-address"),
      userAgent: request.headers.get("user-agent"),
      requestId: request.headers.get("x-request-id"),
    });
    return { email: body.email };
  },
);
