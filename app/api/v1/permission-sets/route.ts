import { route } from "#lib/api/index.ts";
import {
  permissionSetList,
  permissionSetQuery,
} from "#lib/permissions/index.ts";

export const GET = route(
  { query: permissionSetQuery },
  async ({ actor, query }) => permissionSetList(actor, query),
);
