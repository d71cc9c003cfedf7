import { publicRoute, requestLocale } from "#lib/api/index.ts";
import { askForReset, forgottenInput } from "#lib/identity/members/index.ts";

export const POST = publicRoute(
  {
    operation: {
      id: "askForReset",
      group: "session",
      action: null,
      example: { body: { email: "lilei@example.com" } },
    },
    body: forgottenInput,
    status: 204,
  },
  ({ body, visitor, request }) =>
    askForReset(body, visitor, requestLocale(request)),
);
