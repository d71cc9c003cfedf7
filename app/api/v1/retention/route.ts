import { answers, route } from "#lib/api/index.ts";
import {
  changeRetention,
  retention,
  retentionInput,
} from "#lib/maintenance/retention/index.ts";

export const GET = route(
  {
    operation: {
      id: "readRetention",
      group: "retention",
      action: "retention.read",
    },
    answer: answers.retention,
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
    answer: answers.retention,
    body: retentionInput,
  },
  async ({ actor, body }) => ({
    items: await changeRetention(actor, body),
    nextCursor: null,
  }),
);
