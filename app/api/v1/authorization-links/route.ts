import { route } from "#lib/api/index.ts";
import {
  authorizationLinkList,
  createLink,
  linkInput,
  linkPageShape,
  linkQuery,
  newLinkShape,
} from "#lib/authorization/index.ts";

export const GET = route(
  {
    operation: { id: "listLinks", group: "links", action: "links.read" },
    answer: linkPageShape,
    query: linkQuery,
  },
  ({ actor, query }) => authorizationLinkList(actor, query),
);
export const POST = route(
  {
    operation: {
      id: "createLink",
      group: "links",
      action: "links.manage",
      example: { body: { kind: "any", label: "Marketing" } },
    },
    answer: newLinkShape,
    body: linkInput,
    status: 201,
  },
  ({ actor, body }) => createLink(actor, body),
);
