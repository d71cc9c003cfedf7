import { bulkInput, changeAccounts } from "#lib/accounts/index.ts";
import { refusal, route } from "#lib/api/index.ts";

export const POST = route(
  { body: bulkInput },
  async ({ actor, body, request }) => ({
    results: (await changeAccounts(actor, body)).map(({ appid, error }) => {
      if (error === null) return { appid, ok: true };
      const { code, detail } = refusal(request, error);
      return { appid, ok: false, code, detail };
    }),
  }),
);
