import { answers, publicRoute } from "#lib/api/index.ts";
import { completeSetup, setupInput } from "#lib/auth/index.ts";

export const POST = publicRoute(
  {
    operation: {
      id: "completeSetup",
      group: "session",
      action: null,
      example: {
        body: {
          token: "…",
          name: "Li Lei",
          email: "lilei@example.com",
          password: "correct horse battery",
        },
      },
    },
    answer: answers.owner,
    body: setupInput,
    status: 201,
  },
  async ({ body, request }) => {
    await completeSetup(body, {
      address: request.headers.get("x-client-address"),
      userAgent: request.headers.get("user-agent"),
      requestId: request.headers.get("x-request-id"),
    });
    return { email: body.email };
  },
);
