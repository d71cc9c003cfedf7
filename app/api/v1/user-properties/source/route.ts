import { route } from "#lib/api/index.ts";
import {
  propertySource,
  propertySourceShape,
  removeSource,
  savedPropertySourceShape,
  saveSource,
  sourceInput,
} from "#lib/accounts/user-properties/index.ts";

export const GET = route(
  {
    operation: {
      id: "readPropertySource",
      group: "properties",
      action: "properties.read",
    },
    answer: savedPropertySourceShape,
  },
  async ({ actor }) => ({
    source: await propertySource(actor),
  }),
);
export const PUT = route(
  {
    operation: {
      id: "savePropertySource",
      group: "properties",
      action: "properties.manage",
      example: {
        body: {
          url: "https://crm.example.com/fields",
          mapping: {
            items: "data.items",
            name: "key",
            displayName: "label",
            type: "",
            description: "",
          },
        },
      },
    },
    answer: propertySourceShape,
    body: sourceInput,
  },
  ({ actor, body }) => saveSource(actor, body),
);
export const DELETE = route(
  {
    operation: {
      id: "removePropertySource",
      group: "properties",
      action: "properties.manage",
    },
    status: 204,
  },
  ({ actor }) => removeSource(actor),
);
