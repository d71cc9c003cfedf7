import { answers, route } from "#lib/api/index.ts";
import {
  authorizationLinkList,
  createLink,
  linkInput,
  linkQuery,
} from "#lib/authorization/index.ts";

export const GET = route(
  {
    operation: { id: "listLinks", group: "links", action: "links.read" },
    answer: answers.linkPage,
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
    answer: answers.newLink,
    body: linkInput,
    status: 201,
  },
  ({ actor, body }) => createLink(actor, body),
);
