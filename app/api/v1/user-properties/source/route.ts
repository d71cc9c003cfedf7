import { route } from "#lib/api/index.ts";
import {
  propertySource,
  removeSource,
  saveSource,
  sourceInput,
} from "#lib/properties/index.ts";

export const GET = route({}, async ({ actor }) => ({
  source: await propertySource(actor),
}));
export const PUT = route({ body: sourceInput }, ({ actor, body }) =>
  saveSource(actor, body),
);
export const DELETE = route({ status: 204 }, ({ actor }) =>
  removeSource(actor),
);
