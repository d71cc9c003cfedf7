import { z } from "zod";
import type { Simulation } from "../state/simulation.ts";
import type { Account } from "../state/types.ts";
import { accountPaths } from "./account-paths.ts";
import type { ApiCall } from "./call.ts";
import { clearQuota, countCall, quotaGet } from "./quota.ts";
import { Refusal } from "./refusal.ts";

/** Calls about the quota: any granted set opens them, and they are not counted (protocol 5). */
export const quotaPaths: Record<
  string,
  (
    simulation: Simulation,
    appid: string,
    body: Record<string, unknown>,
  ) => object
> = {
  "/cgi-bin/openapi/quota/get": (simulation, appid, body) =>
    quotaGet(simulation, appid, body["cgi_path"]),
  "/cgi-bin/clear_quota": (simulation, appid, body) =>
    clearQuota(simulation, appid, body["appid"]),
};

/** The account whose valid token a call carries. `own`: the token came by its AppSecret and needs no permission set. */
function tokenHolder({ simulation, query }: ApiCall): {
  account: Account | undefined;
  own: boolean;
} {
  const given = query.get("access_token") ?? "";
  if (given === "") throw new Refusal(41001, "access_token missing");
  if (simulation.state.componentTokens.some((token) => token.value === given))
    throw new Refusal(61015, "must use api access_token");
  const { accountTokens, ownTokens } = simulation.state;
  const isGiven = (issued: { value: string }) => issued.value === given;
  const ownToken = ownTokens.find(isGiven);
  const token = ownToken ?? accountTokens.find(isGiven);
  if (!token)
    throw new Refusal(
      40001,
      "invalid credential, access_token is invalid or not latest",
    );
  if (token.expiresAt <= Date.now())
    throw new Refusal(42001, "access_token expired");
  return {
    account: simulation.account(token.appid),
    own: ownToken !== undefined,
  };
}

/** Answers a call with an account's token. @throws {Refusal} */
export function answerAccountCall(path: string, call: ApiCall): object {
  const { simulation, body } = call;
  const { account, own } = tokenHolder(call);
  if (!account) throw new Refusal(40013, "invalid appid");
  const aboutQuota = quotaPaths[path];
  if (aboutQuota) {
    if (!own && !account.grant)
      throw new Refusal(61007, "api is unauthorized to component");
    return aboutQuota(simulation, account.appid, body);
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
  countCall(simulation, account.appid, path);
  if (path === "/cgi-bin/message/custom/send")
    simulation.customMessages.push({
      appid: account.appid,
      text: customText(body),
    });
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
