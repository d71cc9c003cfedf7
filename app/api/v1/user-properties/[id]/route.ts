import { route } from "#lib/api/index.ts";
import {
  propertyChange,
  propertyDetail,
  propertyShape,
  retireProperty,
  updateProperty,
} from "#lib/accounts/user-properties/index.ts";

export const GET = route(
  {
    params: ["id"],
    operation: {
      id: "readProperty",
      group: "properties",
      action: "properties.read",
    },
    answer: propertyShape,
  },
  ({ actor, params }) => propertyDetail(actor, params.id),
);
export const PUT = route(
  {
    params: ["id"],
    operation: {
      id: "changeProperty",
      group: "properties",
      action: "properties.manage",
      example: { body: { displayName: "OpenID" } },
    },
    answer: propertyShape,
    body: propertyChange,
  },
  ({ actor, params, body }) => updateProperty(actor, params.id, body),
);
export const DELETE = route(
  {
    params: ["id"],
    operation: {
      id: "retireProperty",
      group: "properties",
      action: "properties.manage",
    },
    status: 204,
  },
  ({ actor, params }) => retireProperty(actor, params.id),
);
