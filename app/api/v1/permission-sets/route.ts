import { route } from "#lib/api/index.ts";
import {
  permissionSetList,
  permissionSetListShape,
  permissionSetQuery,
} from "#lib/accounts/permissions/index.ts";

export const GET = route(
  {
    operation: {
      id: "listPermissionSets",
      group: "permissions",
      action: "permissions.read",
      example: { query: { type: "mini_program" } },
    },
    answer: permissionSetListShape,
    query: permissionSetQuery,
  },
  async ({ actor, query }) => permissionSetList(actor, query),
);
