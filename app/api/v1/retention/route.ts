import { route } from "#lib/api/index.ts";
import {
  changeRetention,
  retention,
  retentionInput,
  retentionListShape,
} from "#lib/maintenance/retention/index.ts";

export const GET = route(
  {
    operation: {
      id: "readRetention",
      group: "retention",
      action: "retention.read",
    },
    answer: retentionListShape,
  },
  async ({ actor }) => ({ items: await retention(actor), nextCursor: null }),
);
export const PUT = route(
  {
    operation: {
      id: "changeRetention",
      group: "retention",
      action: "retention.manage",
      example: { body: { callbackBodies: 7, idempotencyKeys: null } },
    },
    answer: retentionListShape,
    body: retentionInput,
  },
  async ({ actor, body }) => ({
    items: await changeRetention(actor, body),
    nextCursor: null,
  }),
);
