import { route } from "#lib/api/index.ts";
import {
  configInput,
  miniProgramConfig,
  miniProgramConfigShape,
  saveConfig,
} from "#lib/mini-programs/index.ts";

export const GET = route(
  {
    params: ["appid"],
    operation: {
      id: "readMiniProgramConfig",
      group: "miniPrograms",
      action: "accounts.read",
    },
    answer: miniProgramConfigShape,
  },
  ({ actor, params }) => miniProgramConfig(actor, params.appid),
);
export const PUT = route(
  {
    params: ["appid"],
    operation: {
      id: "saveMiniProgramConfig",
      group: "miniPrograms",
      action: "accounts.configure",
      example: {
        body: {
          send: { mode: "url", url: "https://tokens.example.com/wechat" },
        },
      },
    },
    answer: miniProgramConfigShape,
    body: configInput,
  },
  ({ actor, body, params }) => saveConfig(actor, params.appid, body),
);
