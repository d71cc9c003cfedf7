import { checkInWords, route } from "#lib/api/index.ts";
import { testInput, testSource } from "#lib/mini-programs/index.ts";

export const POST = route(
  { body: testInput },
  async ({ actor, body, params, request }) => {
    const { ok, checks } = await testSource(actor, params["appid"] ?? "", body);
    return { ok, checks: checks.map((check) => checkInWords(request, check)) };
  },
);
