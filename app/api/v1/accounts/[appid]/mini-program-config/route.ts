import { route } from "#lib/api/index.ts";
import {
  configInput,
  miniProgramConfig,
  saveConfig,
} from "#lib/mini-programs/index.ts";

export const GET = route({}, ({ actor, params }) =>
  miniProgramConfig(actor, params["appid"] ?? ""),
);
export const PUT = route({ body: configInput }, ({ actor, body, params }) =>
  saveConfig(actor, params["appid"] ?? "", body),
);
