import { route } from "#lib/api/index.ts";
import { sendTestMessage, testMessageInput } from "#lib/receipts/index.ts";

export const POST = route(
  { body: testMessageInput, status: 201 },
  ({ actor, body, params }) =>
    sendTestMessage(actor, params["appid"] ?? "", body),
);
