import { z } from "zod";
import { setResets, setUse } from "../api/quota.ts";
import {
  deauthorize,
  grant,
  grantPush,
  obstacle,
} from "../state/authorization.ts";
import { numberedAccount, setsOf } from "../state/samples.ts";
import { backTo } from "./back-to.ts";
import { type Command, requireAccount } from "./command.ts";
import { idList } from "./schemas.ts";

/** Commands that change accounts and their authorizations. */
export const accountCommands: Record<string, Command> = {
  deauthorize: ({ simulation, pusher }, body) =>
    deauthorize(simulation, pusher, requireAccount(simulation, body)),
  sets: async ({ simulation, pusher }, body) => {
    const account = requireAccount(simulation, body);
    const { code, infoType } = grant(
      simulation,
      account,
      z.object({ sets: idList }).parse(body).sets,
    );
    if (infoType) await pusher.event(grantPush(account, code, infoType, ""));
  },
  account: ({ simulation }, body) => {
    const change = z
      .strictObject({
        appid: z.string(),
        name: z.string(),
        admins: z.array(z.string()),
        heldByOthers: z.array(z.number().int()),
        otherProviders: z.number().int(),
        verifyType: z.number().int(),
        accountStatus: z.number().int(),
      })
      .partial()
      .parse(body);
    return Object.assign(requireAccount(simulation, body), change);
  },
  "accounts-add": ({ simulation }, body) => {
    const { count } = z
      .object({ count: z.number().int().min(1).max(5000) })
      .parse(body);
    const made = Array.from({ length: count }, (_, index) =>
      numberedAccount(simulation.state.accounts.length + index),
    );
    simulation.state.accounts.push(...made);
    return { appids: made.map((account) => account.appid) };
  },
  quota: ({ simulation }, body) => {
    const { appid } = requireAccount(simulation, body);
    const { path, used } = z
      .object({ path: z.string(), used: z.number().int().min(0) })
      .parse(body);
    setUse(simulation, appid, path, used);
  },
  "quota-resets": ({ simulation }, body) => {
    const { appid } = requireAccount(simulation, body);
    const { count } = z
      .object({ count: z.number().int().min(0).max(10) })
      .parse(body);
    setResets(simulation, appid, count);
  },
  authorize: async ({ simulation, pusher }, body) => {
    const input = z
      .object({
        appid: z.string(),
        preAuthCode: z.string().default(""),
        redirectUri: z.url().optional(),
        sets: idList.optional(),
      })
      .parse(body);
    const account = requireAccount(simulation, input);
    const reason = obstacle(account);
    if (reason) throw new Error(reason);
    const { code, infoType } = grant(
      simulation,
      account,
      input.sets ?? setsOf(account.type).map((set) => set.id),
    );
    if (infoType)
      pusher.eventLater(grantPush(account, code, infoType, input.preAuthCode));
    if (simulation.scenario.pushOrder === "push_first") await pusher.settled();
    return {
      authCode: code.value,
      redirectTo: input.redirectUri
        ? backTo(input.redirectUri, code.value)
        : null,
    };
  },
};
