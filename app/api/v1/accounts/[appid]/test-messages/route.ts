import { route } from "#lib/api/index.ts";
import {
  sendTestMessage,
  sentMessageShape,
  testMessageInput,
} from "#lib/mini-programs/receipts/index.ts";

export const POST = route(
  {
    params: ["appid"],
    operation: {
      id: "sendTestMessage",
      group: "miniPrograms",
      action: "messages.send",
      example: {
        body: {
          templateId: "priTmpl0123456789",
          openid: "oAbCdEfGhIjKlMnOp",
          values: { thing1: "Coffee" },
        },
      },
    },
    answer: sentMessageShape,
    body: testMessageInput,
    status: 201,
  },
  ({ actor, body, params }) => sendTestMessage(actor, params.appid, body),
);
