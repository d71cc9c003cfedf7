import { route } from "#lib/api/index.ts";
import {
  platformInput,
  platformOverview,
  platformShape,
  savePlatform,
} from "#lib/credentials/platform/index.ts";

export const GET = route(
  {
    operation: {
      id: "readPlatform",
      group: "platform",
      action: "platform.read",
    },
    answer: platformShape,
  },
  ({ actor }) => platformOverview(actor),
);
export const PUT = route(
  {
    operation: {
      id: "savePlatform",
      group: "platform",
      action: "platform.write",
      example: {
        body: { componentAppid: "wx0123456789abcdef", displayName: "Spruce" },
      },
    },
    answer: platformShape,
    body: platformInput,
  },
  ({ actor, body }) => savePlatform(actor, body),
);
