import { route } from "#lib/api/index.ts";
import {
  changeRetention,
  retention,
  retentionInput,
} from "#lib/retention/index.ts";

export const GET = route({}, async ({ actor }) => ({
  items: await retention(actor),
  nextCursor: null,
}));
export const PUT = route({ body: retentionInput }, async ({ actor, body }) => ({
  items: await changeRetention(actor, body),
  nextCursor: null,
}));
