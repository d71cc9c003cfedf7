import { fileRoute } from "#lib/api/index.ts";
import {
  exportProperties,
  propertyExportQuery,
} from "#lib/accounts/user-properties/index.ts";

export const GET = fileRoute(
  {
    files: ["csv", "json"],
    operation: {
      id: "exportProperties",
      group: "properties",
      action: "properties.read",
    },
    query: propertyExportQuery,
  },
  async ({ actor, query }) => ({
    name: `user-properties.${query.format}`,
    text: await exportProperties(actor, query),
  }),
);
