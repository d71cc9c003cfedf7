import { route } from "#lib/api/index.ts";
import {
  platformInput,
  platformOverview,
  savePlatform,
} from "#lib/platform/index.ts";

export const GET = route({}, ({ actor }) => platformOverview(actor));
export const PUT = route({ body: platformInput }, ({ actor, body }) =>
  savePlatform(actor, body),
);
