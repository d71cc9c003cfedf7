import { fileRoute } from "#lib/api/index.ts";
import {
  exportProperties,
  propertyExportQuery,
} from "#lib/properties/index.ts";

export const GET = fileRoute(
  { query: propertyExportQuery },
  async ({ actor, query }) => ({
    name: `user-properties.${query.format}`,
    text: await exportProperties(actor, query),
  }),
);
