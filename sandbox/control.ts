import { z } from "zod";
import { deauthorize, grant, grantPush, obstacle } from "./authorize.ts";
import { appSecretOf, templates, voidOwnTokens } from "./own-account.ts";
import { checkUrl, pushOwnEvent } from "./own-push.ts";
import { eventXml, flatXml, type Pusher } from "./push.ts";
import { setResets, setUse } from "./quota.ts";
import { numberedAccount, releaseCheckGroups, setsOf } from "./samples.ts";
import type { World } from "./world.ts";

const failure = z.union([
  z.strictObject({
    path: z.string(),
    times: z.number().int().positive(),
    errcode: z.number().int(),
  }),
  z.strictObject({
    path: z.string(),
    times: z.number().int().positive(),
    kind: z.enum(["dropped", "timeout", "http502", "html", "truncated"]),
  }),
]);
const knobs = z.strictObject({
  latencyMs: z.number().int().min(0),
  failures: z.array(failure),
  pushOrder: z.enum(["push_first", "redirect_first", "together"]),
  pushDelayMs: z.number().int().min(0),
  pushCopies: z.number().int().min(0),
  losePushes: z.number().int().min(0),
  tokenOverlapSeconds: z.union([z.literal(0), z.literal(300)]),
  rotateRefreshTokens: z.boolean(),
  answerAfterMs: z.number().int().min(0),
  whitelist: z.array(z.string()).nullable(),
  clockAheadSeconds: z.number().int(),
});
const appid = z.object({ appid: z.string() });
const idList = z.union([
  z.array(z.coerce.number().int()),
  z.string().transform((list) => list.split(",").map(Number)),
]);
const push = z.object({
  kind: z.enum(["event", "message"]),
  appid: z.string().optional(),
  userName: z.string().optional(),
  fields: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
  xml: z.string().optional(),
  tamper: z
    .enum(["signature", "key", "appid", "padding", "truncate"])
    .optional(),
});

const mode = z.enum(["plain", "compatible", "safe"]);
const pushSetting = z.strictObject({
  appid: z.string(),
  url: z.url(),
  token: z.string(),
  aesKey: z.string().default(""),
  mode,
  format: z.enum(["xml", "json"]),
});
const ownEvent = z.strictObject({
  appid: z.string(),
  event: z.string(),
  openid: z.string(),
  createTime: z.number().int().optional(),
  entries: z.array(z.record(z.string(), z.string())).default([]),
  manner: z
    .strictObject({
      tamper: z.enum(["signature", "key", "appid"]),
      mode,
      forwarder: z.enum(["plain", "bom", "crlf", "with_query"]),
    })
    .partial()
    .default({}),
});

/** What a control call may use. */
export interface Desk {
  world: World;
  pusher: Pusher;
  pushTicket: () => Promise<void>;
}

type Command = (desk: Desk, body: unknown) => unknown;

function found(world: World, body: unknown) {
  const account = world.account(appid.parse(body).appid);
  if (!account) throw new Error("no such account");
  return account;
}

/** The control API, `POST /_control/<name>`; see sandbox/README.md. */
export const commands: Record<string, Command> = {
  reset: ({ world }) => world.reset(),
  ticket: async ({ world, pushTicket }) => {
    world.state.pushing = true;
    await pushTicket();
  },
  "ticket-stop": ({ world }) => {
    world.state.pushing = false;
  },
  knobs: ({ world }, body) =>
    Object.assign(world.knobs, knobs.partial().parse(body)),
  deauthorize: ({ world, pusher }, body) =>
    deauthorize(world, pusher, found(world, body)),
  sets: async ({ world, pusher }, body) => {
    const account = found(world, body);
    const { code, infoType } = grant(
      world,
      account,
      z.object({ sets: idList }).parse(body).sets,
    );
    if (infoType) await pusher.event(grantPush(account, code, infoType, ""));
  },
  account: ({ world }, body) => {
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
    return Object.assign(found(world, body), change);
  },
  "accounts-add": ({ world }, body) => {
    const { count } = z
      .object({ count: z.number().int().min(1).max(5000) })
      .parse(body);
    const made = Array.from({ length: count }, (_, index) =>
      numberedAccount(world.state.accounts.length + index),
    );
    world.state.accounts.push(...made);
    return { appids: made.map((account) => account.appid) };
  },
  quota: ({ world }, body) => {
    const { appid } = found(world, body);
    const { path, used } = z
      .object({ path: z.string(), used: z.number().int().min(0) })
      .parse(body);
    setUse(world, appid, path, used);
  },
  "quota-resets": ({ world }, body) => {
    const { appid } = found(world, body);
    const { count } = z
      .object({ count: z.number().int().min(0).max(10) })
      .parse(body);
    setResets(world, appid, count);
  },
  "app-secret": (_desk, body) => ({
    appSecret: appSecretOf(appid.parse(body).appid),
  }),
  "own-tokens-void": ({ world }, body) => {
    voidOwnTokens(world, appid.parse(body).appid);
  },
  "push-setting": async ({ world }, body) => {
    const { appid: which, ...setting } = pushSetting.parse(body);
    const passed = await checkUrl(setting);
    world.pushes.unshift({
      at: new Date().toISOString(),
      name: "echostr",
      status: passed ? 200 : null,
      answer: passed ? "ok" : "Token 校验失败",
    });
    if (passed) world.state.pushSettings[which] = setting;
    return { passed };
  },
  "own-answer": ({ world }, body) => {
    const { appid: which, answer } = z
      .strictObject({
        appid: z.string(),
        answer: z.enum(["accept", "reject"]),
      })
      .parse(body);
    return pushOwnEvent(world, {
      appid: which,
      event: "subscribe_msg_popup_event",
      openid: "oSandboxUser",
      entries: [
        {
          TemplateId: templates[0]?.priTmplId ?? "",
          SubscribeStatusString: answer,
          PopupScene: "0",
        },
      ],
    });
  },
  "own-event": ({ world }, body) => {
    const { manner, ...event } = ownEvent.parse(body);
    return pushOwnEvent(world, event, manner);
  },
  "expire-tokens": ({ world }, body) => {
    const { appid: which } = z
      .object({ appid: z.string().optional() })
      .parse(body);
    const end = Date.now();
    for (const token of which === undefined
      ? world.state.componentTokens
      : world.state.accountTokens.filter((token) => token.appid === which))
      token.expiresAt = end;
  },
  "expire-codes": ({ world }) => {
    for (const code of [...world.state.codes, ...world.state.preAuthCodes])
      code.expiresAt = Date.now();
  },
  push: async ({ world, pusher }, body) => {
    const input = push.parse(body);
    const fields = input.fields ?? {};
    const xml =
      input.xml ??
      (input.kind === "event"
        ? eventXml(world.state.component.appid, fields)
        : flatXml(fields));
    const userName = input.userName ?? world.account(input.appid)?.userName;
    return pusher.send({
      ...input,
      userName,
      xml,
      name: String(fields["InfoType"] ?? fields["MsgType"] ?? "raw"),
    });
  },
  authorize: async ({ world, pusher }, body) => {
    const input = z
      .object({
        appid: z.string(),
        preAuthCode: z.string().default(""),
        redirectUri: z.url().optional(),
        sets: idList.optional(),
      })
      .parse(body);
    const account = found(world, input);
    const reason = obstacle(account);
    if (reason) throw new Error(reason);
    const { code, infoType } = grant(
      world,
      account,
      input.sets ?? setsOf(account.type).map((set) => set.id),
    );
    if (infoType)
      pusher.eventLater(grantPush(account, code, infoType, input.preAuthCode));
    if (world.knobs.pushOrder === "push_first") await pusher.settled();
    return {
      authCode: code.value,
      redirectTo: input.redirectUri
        ? backTo(input.redirectUri, code.value)
        : null,
    };
  },
  "release-check": async (desk, body) =>
    releaseCheck(
      desk,
      z.object({ group: z.number().int().min(1).max(5) }).parse(body).group,
    ),
};

/** The redirect_uri with its own query kept and WeChat's two parameters appended (protocol 3.3). */
export function backTo(redirectUri: string, authCode: string): string {
  const url = new URL(redirectUri);
  url.searchParams.append("auth_code", authCode);
  url.searchParams.append("expires_in", "3600");
  return url.toString();
}

/** Plays 全网发布 against the console (protocol 8.2): for both accounts of a group `authorized` first, then the messages, then `unauthorized`. */
async function releaseCheck(
  { world, pusher, pushTicket }: Desk,
  group: number,
) {
  await pushTicket();
  const results: Record<string, unknown>[] = [];
  for (const [appid, userName] of releaseCheckGroups[group - 1] ?? []) {
    const account = world.account(appid);
    if (!account) continue;
    const { code } = grant(
      world,
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
    const sentBefore = customMessages(world, appid).length;
    const query = await say({
      MsgType: "text",
      Content: `QUERY_AUTH_CODE:${code.value}`,
      MsgId: "4561255354251345930",
    });
    const sent = await waitFor(
      () => customMessages(world, appid).length > sentBefore,
    );
    results.push({
      appid,
      text: reply.reply,
      event: event.reply,
      query: query.body,
      code: code.value,
      fromApi: sent ? customMessages(world, appid).at(-1) : null,
    });
    await deauthorize(world, pusher, account);
  }
  return results;
}

const customMessages = (world: World, appid: string) =>
  world.customMessages
    .filter((message) => message.appid === appid)
    .map((message) => message.text);

async function waitFor(condition: () => boolean): Promise<boolean> {
  for (let tries = 0; tries < 80; tries += 1) {
    if (condition()) return true;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return false;
}
