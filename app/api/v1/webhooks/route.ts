import { route } from "#lib/api/index.ts";
import {
  addEndpoint,
  endpointInput,
  webhookEndpointList,
} from "#lib/webhooks/index.ts";

export const GET = route({}, async ({ actor }) => ({
  items: await webhookEndpointList(actor),
  nextCursor: null,
}));
export const POST = route(
  { body: endpointInput, status: 201 },
  ({ actor, body }) => addEndpoint(actor, body),
);
