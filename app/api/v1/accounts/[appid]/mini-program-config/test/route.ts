import { route } from "#lib/api/index.ts";
import {
  sourceTestShape,
  testInput,
  testSource,
} from "#lib/mini-programs/index.ts";
import { checkInWords } from "./check-in-words.ts";

export const POST = route(
  {
    params: ["appid"],
    operation: {
      id: "testMiniProgramSource",
      group: "miniPrograms",
      action: "accounts.configure",
      example: {
        body: {
          send: { mode: "url", url: "https://tokens.example.com/wechat" },
        },
      },
    },
    answer: sourceTestShape,
    body: testInput,
  },
  async ({ actor, body, params, request }) => {
    const { ok, checks } = await testSource(actor, params.appid, body);
    return { ok, checks: checks.map((check) => checkInWords(request, check)) };
  },
);
