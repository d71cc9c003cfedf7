import { route } from "#lib/api/index.ts";
import {
  createProperty,
  propertyInput,
  propertyList,
  propertyQuery,
} from "#lib/properties/index.ts";

export const GET = route({ query: propertyQuery }, ({ actor, query }) =>
  propertyList(actor, query),
);
export const POST = route(
  { body: propertyInput, status: 201 },
  ({ actor, body }) => createProperty(actor, body),
);
