import {
  bulkInput,
  bulkResultsShape,
  changeAccounts,
} from "#lib/accounts/index.ts";
import { accountRefusal, route } from "#lib/api/index.ts";

export const POST = route(
  {
    operation: {
      id: "changeAccounts",
      group: "accounts",
      action: "accounts.enable",
      example: { body: { action: "refresh", appids: ["wx0123456789abcdef"] } },
    },
    answer: bulkResultsShape,
    body: bulkInput,
  },
  async ({ actor, body, request }) => ({
    results: await Promise.all(
      (await changeAccounts(actor, body)).map(async ({ appid, error }) => {
        if (error === null) return { appid, ok: true };
        const { code, detail } = await accountRefusal(request, appid, error);
        return { appid, ok: false, code, detail };
      }),
    ),
  }),
);
