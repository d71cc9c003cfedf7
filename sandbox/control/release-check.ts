import { deauthorize, grant, grantPush } from "../state/authorization.ts";
import { flatXml } from "../pushes/pusher.ts";
import { releaseCheckGroups, setsOf } from "../state/samples.ts";
import type { Simulation } from "../state/simulation.ts";
import type { ControlContext } from "./context.ts";

/** Plays 全网发布 against the console (protocol 8.2): for both accounts of a group `authorized` first, then the messages, then `unauthorized`. */
export async function releaseCheck(
  { simulation, pusher, pushTicket }: ControlContext,
  group: number,
) {
  await pushTicket();
  const results: Record<string, unknown>[] = [];
  for (const [appid, userName] of releaseCheckGroups[group - 1] ?? []) {
    const account = simulation.account(appid);
    if (!account) continue;
    const { code } = grant(
      simulation,
      account,
      setsOf(account.type).map((set) => set.id),
    );
    await pusher.event({ ...grantPush(account, code, "authorized", "") });
    const say = (fields: Record<string, string | number>) => {
      const xml = flatXml({
        ToUserName: userName,
        FromUserName: "oReleaseCheck",
        CreateTime: Math.floor(Date.now() / 1000),
        ...fields,
      });
      return pusher.send({
        kind: "message",
        appid,
        userName,
        xml,
        name: "release check",
      });
    };
    const reply = await say({
      MsgType: "text",
      Content: "TESTCOMPONENT_MSG_TYPE_TEXT",
      MsgId: "4561255354251345929",
    });
    const event = await say({ MsgType: "event", Event: "LOCATION" });
    const sentBefore = customMessages(simulation, appid).length;
    const query = await say({
      MsgType: "text",
      Content: `QUERY_AUTH_CODE:${code.value}`,
      MsgId: "4561255354251345930",
    });
    const sent = await waitFor(
      () => customMessages(simulation, appid).length > sentBefore,
    );
    results.push({
      appid,
      text: reply.reply,
      event: event.reply,
      query: query.body,
      code: code.value,
      fromApi: sent ? customMessages(simulation, appid).at(-1) : null,
    });
    await deauthorize(simulation, pusher, account);
  }
  return results;
}

const customMessages = (simulation: Simulation, appid: string) =>
  simulation.customMessages
    .filter((message) => message.appid === appid)
    .map((message) => message.text);

async function waitFor(condition: () => boolean): Promise<boolean> {
  for (let tries = 0; tries < 80; tries += 1) {
    if (condition()) return true;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return false;
}
