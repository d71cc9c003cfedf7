import { route } from "#lib/api/index.ts";
import {
  authorizationLinkList,
  createLink,
  linkInput,
  linkQuery,
} from "#lib/authorization/index.ts";

export const GET = route({ query: linkQuery }, ({ actor, query }) =>
  authorizationLinkList(actor, query),
);
export const POST = route({ body: linkInput, status: 201 }, ({ actor, body }) =>
  createLink(actor, body),
);
