import {
  type DescribedHandler,
  openApiDocument,
  route,
} from "#lib/api/index.ts";
import { routes } from "../routes.ts";

export const GET: DescribedHandler = route(
  {
    operation: {
      id: "readOpenApi",
      group: "reference",
      action: "reference.read",
    },
  },
  async ({ request }) =>
    // The index lists all routes except this one, which is built from it.
    openApiDocument({ ...routes, "/openapi.json": { GET } }, request),
);
