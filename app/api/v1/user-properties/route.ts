import { route } from "#lib/api/index.ts";
import {
  createProperty,
  propertyInput,
  propertyList,
  propertyPageShape,
  propertyQuery,
  propertyShape,
} from "#lib/accounts/user-properties/index.ts";

export const GET = route(
  {
    operation: {
      id: "listProperties",
      group: "properties",
      action: "properties.read",
      example: { query: { q: "openid" } },
    },
    answer: propertyPageShape,
    query: propertyQuery,
  },
  ({ actor, query }) => propertyList(actor, query),
);
export const POST = route(
  {
    operation: {
      id: "createProperty",
      group: "properties",
      action: "properties.manage",
      example: {
        body: {
          name: "openid_cafe",
          displayName: "OpenID",
          type: "text",
        },
      },
    },
    answer: propertyShape,
    body: propertyInput,
    status: 201,
  },
  ({ actor, body }) => createProperty(actor, body),
);
