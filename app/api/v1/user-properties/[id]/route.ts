import { route } from "#lib/api/index.ts";
import {
  propertyChange,
  propertyDetail,
  retireProperty,
  updateProperty,
} from "#lib/properties/index.ts";

export const GET = route({}, ({ actor, params }) =>
  propertyDetail(actor, params["id"] ?? ""),
);
export const PUT = route({ body: propertyChange }, ({ actor, params, body }) =>
  updateProperty(actor, params["id"] ?? "", body),
);
export const DELETE = route({ status: 204 }, ({ actor, params }) =>
  retireProperty(actor, params["id"] ?? ""),
);
