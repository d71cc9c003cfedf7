import { openApiDocument, route } from "#lib/api/index.ts";

export const GET = route(
  {
    operation: {
      id: "readOpenApi",
      group: "reference",
      action: "reference.read",
    },
  },
  async ({ request }) => {
    // Not at the head: the index names this route, too.
    const { routes } = await import("../routes.ts");
    return openApiDocument(routes, request);
  },
);
