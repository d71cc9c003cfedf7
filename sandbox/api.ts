import { randomInt } from "node:crypto";
import { z } from "zod";
import {
  basicInfo,
  sendSubscribe,
  type SentMessage,
  stableToken,
  templates,
} from "./own-account.ts";
import { clearQuota, countCall, quotaGet } from "./quota.ts";
import { Refusal } from "./refusal.ts";
import type { Account } from "./types.ts";
import { secret, type World } from "./world.ts";

const TOKEN_SECONDS = 7200;
const PRE_AUTH_SECONDS = 1800;
// TypeScript's library does not know it yet.
const { rawJSON } = JSON as JSON & { rawJSON: (text: string) => object };
const STABLE_TOKEN = "/cgi-bin/stable_token";

interface ApiCall {
  world: World;
  body: Record<string, unknown>;
  query: URLSearchParams;
  requestTicket: () => void;
  /** A subscribe message was sent: its receipt follows. */
  onSent: (message: SentMessage) => void;
  /** Of the sandbox itself. */
  origin: string;
}

type Endpoint = (call: ApiCall) => object;

const text = (value: unknown) => (typeof value === "string" ? value : "");

function componentOnly(call: ApiCall): void {
  const { componentTokens, accountTokens, component } = call.world.state;
  const given =
    call.query.get("component_access_token") ??
    call.query.get("access_token") ??
    "";
  if (given === "") throw new Refusal(41001, "access_token missing");
  if (accountTokens.some((token) => token.value === given))
    throw new Refusal(61014, "must use component token for component api");
  const token = componentTokens.find((issued) => issued.value === given);
  if (!token)
    throw new Refusal(
      40001,
      "invalid credential, access_token is invalid or not latest",
    );
  if (token.expiresAt <= Date.now())
    throw new Refusal(42001, "access_token expired");
  if (call.body["component_appid"] !== component.appid)
    throw new Refusal(40013, "invalid appid");
}

function authorized(
  call: ApiCall,
): Account & { grant: NonNullable<Account["grant"]> } {
  const account = call.world.account(call.body["authorizer_appid"]);
  if (!account) throw new Refusal(40013, "invalid appid");
  const { grant } = account;
  if (!grant)
    throw new Refusal(61003, "component is not authorized by this account");
  return { ...account, grant };
}

const functionInfo = (sets: number[]) =>
  sets.map((id) => ({ funcscope_category: { id } }));

/** Replaced tokens go on for the overlap, or end at once (protocol 2.1). */
function issueAccountToken(world: World, appid: string): string {
  const overlap = Date.now() + world.knobs.tokenOverlapSeconds * 1000;
  for (const token of world.state.accountTokens)
    if (token.appid === appid)
      token.expiresAt = Math.min(token.expiresAt, overlap);
  const issued = world.issue("", TOKEN_SECONDS);
  world.state.accountTokens.push({ ...issued, appid });
  return issued.value;
}

const options = {
  location_report: ["0", "1", "2"],
  voice_recognize: ["0", "1"],
  customer_service: ["0", "1"],
} as const;
const optionValues = new Map<string, string>();
const optionKey = (call: ApiCall) =>
  `${text(call.body["authorizer_appid"])} ${text(call.body["option_name"])}`;
const isOption = (name: string): name is keyof typeof options =>
  Object.hasOwn(options, name);

/** The component endpoints (protocol 1.4, 2). */
const componentEndpoints: Record<string, Endpoint> = {
  api_component_token({ world, body }) {
    const { component, tickets } = world.state;
    if (body["component_appid"] !== component.appid)
      throw new Refusal(40013, "invalid appid");
    if (!body["component_appsecret"])
      throw new Refusal(41004, "appsecret missing");
    if (body["component_appsecret"] !== component.secret)
      throw new Refusal(40125, "invalid appsecret");
    const ticket = tickets.find(
      (issued) => issued.value === body["component_verify_ticket"],
    );
    if (!ticket) throw new Refusal(61006, "component ticket is invalid");
    if (ticket.expiresAt <= Date.now())
      throw new Refusal(61005, "component ticket is expired");
    const token = world.issue("", TOKEN_SECONDS);
    const overlap = Date.now() + world.knobs.tokenOverlapSeconds * 1000;
    for (const older of world.state.componentTokens)
      older.expiresAt = Math.min(older.expiresAt, overlap);
    world.state.componentTokens.push(token);
    return { component_access_token: token.value, expires_in: TOKEN_SECONDS };
  },
  api_start_push_ticket({ world, body, requestTicket }) {
    const { component } = world.state;
    if (body["component_appid"] !== component.appid)
      throw new Refusal(40013, "invalid appid");
    if (body["component_secret"] !== component.secret)
      throw new Refusal(40125, "invalid appsecret");
    const stopped = !world.state.pushing;
    world.state.pushing = true;
    if (stopped) requestTicket();
    return {
      errcode: 0,
      errmsg: stopped
        ? "ok"
        : "component_verify_ticket push is in normal state",
    };
  },
  api_create_preauthcode(call) {
    componentOnly(call);
    const code = call.world.issue("preauthcode", PRE_AUTH_SECONDS);
    call.world.state.preAuthCodes.push({ ...code, scanned: false });
    return { pre_auth_code: code.value, expires_in: PRE_AUTH_SECONDS };
  },
  api_query_auth(call) {
    componentOnly(call);
    const { world, body } = call;
    const code = world.state.codes.find(
      (issued) => issued.value === body["authorization_code"],
    );
    if (!code) throw new Refusal(61009, "code is invalid");
    if (code.used || code.expiresAt <= Date.now())
      throw new Refusal(61010, "code is expired");
    code.used = true;
    const account = world.account(code.appid);
    if (!account?.grant) throw new Refusal(61010, "code is expired");
    return {
      authorization_info: {
        authorizer_appid: account.appid,
        authorizer_access_token: issueAccountToken(world, account.appid),
        expires_in: TOKEN_SECONDS,
        authorizer_refresh_token: account.grant.refreshToken,
        func_info: functionInfo(account.grant.sets),
      },
    };
  },
  api_authorizer_token(call) {
    componentOnly(call);
    const { appid, grant } = authorized(call);
    if (call.body["authorizer_refresh_token"] !== grant.refreshToken)
      throw new Refusal(61023, "refresh_token is invalid");
    if (call.world.knobs.rotateRefreshTokens)
      grant.refreshToken = call.world.issue("refreshtoken@@@", 0).value;
    return {
      authorizer_access_token: issueAccountToken(call.world, appid),
      expires_in: TOKEN_SECONDS,
      authorizer_refresh_token: grant.refreshToken,
    };
  },
  api_get_authorizer_info(call) {
    componentOnly(call);
    const account = authorized(call);
    return {
      authorizer_info: {
        nick_name: account.name,
        head_img: `${call.origin}/avatar/${account.appid}.svg`,
        service_type_info: { id: account.serviceType },
        verify_type_info: { id: account.verifyType },
        user_name: account.userName,
        alias: "",
        principal_name: account.principal,
        signature: account.signature,
        qrcode_url: "",
        business_info: {
          open_pay: 0,
          open_shake: 0,
          open_scan: 0,
          open_card: 0,
          open_store: 0,
        },
        idc: 1,
        account_status: account.accountStatus,
        basic_config: { is_phone_configured: true, is_email_configured: true },
        ...(account.type === "mini_program"
          ? {
              MiniProgramInfo: {
                network: {
                  RequestDomain: [],
                  WsRequestDomain: [],
                  UploadDomain: [],
                  DownloadDomain: [],
                },
                categories: [{ first: "生活服务", second: "综合生活服务平台" }],
                visit_status: 0,
              },
            }
          : {}),
      },
      authorization_info: {
        authorizer_appid: account.appid,
        authorizer_refresh_token: account.grant.refreshToken,
        func_info: functionInfo(account.grant.sets),
      },
    };
  },
  api_get_authorizer_list(call) {
    componentOnly(call);
    const page = z
      .object({
        offset: z.number().int().min(0),
        count: z.number().int().min(1),
      })
      .safeParse(call.body);
    if (!page.success) throw new Refusal(40097, "invalid args");
    if (page.data.count > 500)
      throw new Refusal(40170, "args count exceed count limit");
    const granted = call.world.state.accounts.flatMap(({ appid, grant }) =>
      grant
        ? [
            {
              authorizer_appid: appid,
              refresh_token: grant.refreshToken,
              auth_time: grant.authTime,
            },
          ]
        : [],
    );
    return {
      total_count: granted.length,
      list: granted.slice(page.data.offset, page.data.offset + page.data.count),
    };
  },
  api_get_authorizer_option(call) {
    componentOnly(call);
    const { appid } = authorized(call);
    const name = text(call.body["option_name"]);
    if (!isOption(name)) throw new Refusal(61012, "invalid option name");
    return {
      authorizer_appid: appid,
      option_name: name,
      option_value: optionValues.get(optionKey(call)) ?? "0",
    };
  },
  api_set_authorizer_option(call) {
    componentOnly(call);
    authorized(call);
    const name = text(call.body["option_name"]);
    if (!isOption(name)) throw new Refusal(61012, "invalid option name");
    const value = text(call.body["option_value"]);
    if (!options[name].some((allowed) => allowed === value))
      throw new Refusal(61013, "invalid option value");
    optionValues.set(optionKey(call), value);
    return { errcode: 0, errmsg: "ok" };
  },
};

/** Calls on behalf of an account: any one of the sets opens the path (protocol 9); an unverified account lacks the ability. */
const accountPaths: Record<
  string,
  {
    sets: number[];
    verified?: boolean;
    answer: (call: ApiCall, account: Account) => object;
  }
> = {
  "/cgi-bin/message/custom/send": {
    sets: [1, 6, 19],
    verified: true,
    answer: () => ({ errcode: 0, errmsg: "ok" }),
  },
  "/cgi-bin/message/mass/sendall": {
    sets: [7],
    verified: true,
    answer: () => ({ errcode: 0, errmsg: "ok", msg_id: 1_000_000_001 }),
  },
  "/cgi-bin/message/template/send": {
    sets: [7],
    verified: true,
    answer: () => ({ errcode: 0, errmsg: "ok", msgid: 1_000_000_002 }),
  },
  "/cgi-bin/message/subscribe/send": {
    sets: [18],
    answer: ({ body, onSent }, { appid }) => {
      const messageId = `17${randomInt(10 ** 8, 10 ** 9)}${randomInt(10 ** 7, 10 ** 8)}`;
      onSent({ appid, messageId, ...sendSubscribe(body) });
      // A number beyond 2^53, as WeChat tells it.
      return { errcode: 0, errmsg: "ok", msgid: rawJSON(messageId) };
    },
  },
  "/wxaapi/newtmpl/gettemplate": {
    sets: [18, 89],
    answer: () => ({ errcode: 0, errmsg: "ok", data: templates }),
  },
  "/cgi-bin/account/getaccountbasicinfo": {
    sets: [3, 30, 61],
    answer: (_call, account) => basicInfo(account),
  },
  "/cgi-bin/user/get": {
    sets: [2],
    answer: () => ({ total: 0, count: 0, next_openid: "" }),
  },
  "/cgi-bin/menu/get": { sets: [15], answer: () => ({ menu: { button: [] } }) },
  "/cgi-bin/qrcode/create": {
    sets: [3],
    verified: true,
    answer: () => ({
      ticket: secret("ticket"),
      expire_seconds: 60,
      url: "http://weixin.qq.com/q/sandbox",
    }),
  },
  "/wxa/getwxacodeunlimit": {
    sets: [17],
    answer: () => ({ errcode: 0, errmsg: "ok" }),
  },
  "/wxa/generatescheme": {
    sets: [88],
    answer: () => ({
      errcode: 0,
      errmsg: "ok",
      openlink: "weixin://dl/business/?t=sandbox",
    }),
  },
};

/** Calls about the calls themselves: any granted set opens them, and they use up nothing (protocol 5). */
const quotaPaths: Record<
  string,
  (world: World, appid: string, body: Record<string, unknown>) => object
> = {
  "/cgi-bin/openapi/quota/get": (world, appid, body) =>
    quotaGet(world, appid, body["cgi_path"]),
  "/cgi-bin/clear_quota": (world, appid, body) =>
    clearQuota(world, appid, body["appid"]),
};

/** The account whose living token a call carries; `own`: it came by the account's AppSecret, and needs no permission set. */
function tokenHolder({ world, query }: ApiCall): {
  account: Account | undefined;
  own: boolean;
} {
  const given = query.get("access_token") ?? "";
  if (given === "") throw new Refusal(41001, "access_token missing");
  if (world.state.componentTokens.some((token) => token.value === given))
    throw new Refusal(61015, "must use api access_token");
  const { accountTokens, ownTokens } = world.state;
  const isGiven = (issued: { value: string }) => issued.value === given;
  const own = ownTokens.find(isGiven);
  const token = own ?? accountTokens.find(isGiven);
  if (!token)
    throw new Refusal(
      40001,
      "invalid credential, access_token is invalid or not latest",
    );
  if (token.expiresAt <= Date.now())
    throw new Refusal(42001, "access_token expired");
  return { account: world.account(token.appid), own: own !== undefined };
}

function onBehalf(path: string, call: ApiCall): object {
  const { world, body } = call;
  const { account, own } = tokenHolder(call);
  if (!account) throw new Refusal(40013, "invalid appid");
  const aboutQuota = quotaPaths[path];
  if (aboutQuota) {
    if (!own && !account.grant)
      throw new Refusal(61007, "api is unauthorized to component");
    return aboutQuota(world, account.appid, body);
  }
  const rule = accountPaths[path];
  if (!rule) throw new Refusal(40066, "invalid url");
  if (!own && !account.grant?.sets.some((id) => rule.sets.includes(id)))
    throw new Refusal(61007, "api is unauthorized to component");
  if (
    rule.verified &&
    account.type === "official_account" &&
    account.verifyType !== 0
  )
    throw new Refusal(48001, "api unauthorized");
  countCall(world, account.appid, path);
  if (path === "/cgi-bin/message/custom/send")
    world.customMessages.push({ appid: account.appid, text: customText(body) });
  return rule.answer(call, account);
}

function customText(body: Record<string, unknown>): string {
  const message = z
    .object({
      touser: z.string().min(1),
      msgtype: z.literal("text"),
      text: z.object({ content: z.string() }),
    })
    .safeParse(body);
  if (!message.success) throw new Refusal(40097, "invalid args");
  return message.data.text.content;
}

/** Whether a path belongs to the simulated API. */
export function isApiPath(path: string): boolean {
  return (
    path.startsWith("/cgi-bin/component/") ||
    path === STABLE_TOKEN ||
    Object.hasOwn(accountPaths, path) ||
    Object.hasOwn(quotaPaths, path)
  );
}

/**
 * Answers one API call as WeChat would.
 * @throws {Refusal}
 */
export function answerApi(
  path: string,
  method: string,
  rawBody: string,
  call: Omit<ApiCall, "body">,
  caller: string,
): object {
  const component = path.startsWith("/cgi-bin/component/");
  const { whitelist } = call.world.knobs;
  if (component && whitelist && !whitelist.includes(caller))
    throw new Refusal(
      61004,
      `access clientip is not registered request ip: ${caller}`,
    );
  if (component && method !== "POST")
    throw new Refusal(43002, "require POST method");
  if (component && rawBody.trim() === "")
    throw new Refusal(44002, "empty post data");
  const body = parseBody(rawBody);
  const endpoint = component
    ? componentEndpoints[path.slice("/cgi-bin/component/".length)]
    : undefined;
  if (component && !endpoint) throw new Refusal(40066, "invalid url");
  if (path === STABLE_TOKEN) return stableToken(call.world, body);
  return endpoint
    ? endpoint({ ...call, body })
    : onBehalf(path, { ...call, body });
}

function parseBody(raw: string): Record<string, unknown> {
  if (raw.trim() === "") return {};
  try {
    return z.record(z.string(), z.unknown()).parse(JSON.parse(raw));
  } catch {
    throw new Refusal(47001, "data format error");
  }
}
