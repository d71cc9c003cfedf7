import { z } from "zod";
import { eventXml, flatXml } from "../pushes/pusher.ts";
import { accountCommands } from "./account-commands.ts";
import type { Command } from "./command.ts";
import { miniProgramCommands } from "./mini-program-commands.ts";
import { releaseCheck } from "./release-check.ts";
import { scenario, push } from "./schemas.ts";

/** Commands of the platform: tickets, tokens, pushes and settings. */
const platformCommands: Record<string, Command> = {
  reset: ({ simulation }) => simulation.reset(),
  ticket: async ({ simulation, pushTicket }) => {
    simulation.state.pushing = true;
    await pushTicket();
  },
  "ticket-stop": ({ simulation }) => {
    simulation.state.pushing = false;
  },
  knobs: ({ simulation }, body) =>
    Object.assign(simulation.scenario, scenario.partial().parse(body)),
  "expire-tokens": ({ simulation }, body) => {
    const { appid: which } = z
      .object({ appid: z.string().optional() })
      .parse(body);
    const end = Date.now();
    for (const token of which === undefined
      ? simulation.state.componentTokens
      : simulation.state.accountTokens.filter((token) => token.appid === which))
      token.expiresAt = end;
  },
  "expire-codes": ({ simulation }) => {
    for (const code of [
      ...simulation.state.codes,
      ...simulation.state.preAuthCodes,
    ])
      code.expiresAt = Date.now();
  },
  push: async ({ simulation, pusher }, body) => {
    const input = push.parse(body);
    const fields = input.fields ?? {};
    const xml =
      input.xml ??
      (input.kind === "event"
        ? eventXml(simulation.state.component.appid, fields)
        : flatXml(fields));
    const userName =
      input.userName ?? simulation.account(input.appid)?.userName;
    return pusher.send({
      ...input,
      userName,
      xml,
      name: String(fields["InfoType"] ?? fields["MsgType"] ?? "raw"),
    });
  },
  "release-check": async (context, body) =>
    releaseCheck(
      context,
      z.object({ group: z.number().int().min(1).max(5) }).parse(body).group,
    ),
};

/** The control API, `POST /_control/<name>`; see sandbox/README.md. */
export const commands: Record<string, Command> = {
  ...platformCommands,
  ...accountCommands,
  ...miniProgramCommands,
};
