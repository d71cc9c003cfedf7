import type { Simulation } from "../state/simulation.ts";
import {
  type Endpoint,
  requireAuthorized,
  requireComponent,
  TOKEN_SECONDS,
} from "./call.ts";
import { functionInfo } from "./function-info.ts";
import { Refusal } from "./refusal.ts";

const PRE_AUTH_SECONDS = 1800;

/** Issues a token; replaced ones stay valid for the overlap, or end immediately (protocol 2.1). */
function issueAccountToken(simulation: Simulation, appid: string): string {
  const overlap = Date.now() + simulation.scenario.tokenOverlapSeconds * 1000;
  for (const token of simulation.state.accountTokens)
    if (token.appid === appid)
      token.expiresAt = Math.min(token.expiresAt, overlap);
  const issued = simulation.issue("", TOKEN_SECONDS);
  simulation.state.accountTokens.push({ ...issued, appid });
  return issued.value;
}

/** The endpoints of tickets, tokens and codes (protocol 1.4, 2). */
export const tokenEndpoints: Record<string, Endpoint> = {
  api_component_token({ simulation, body }) {
    const { component, tickets } = simulation.state;
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
    const token = simulation.issue("", TOKEN_SECONDS);
    const overlap = Date.now() + simulation.scenario.tokenOverlapSeconds * 1000;
    for (const older of simulation.state.componentTokens)
      older.expiresAt = Math.min(older.expiresAt, overlap);
    simulation.state.componentTokens.push(token);
    return { component_access_token: token.value, expires_in: TOKEN_SECONDS };
  },
  api_start_push_ticket({ simulation, body, requestTicket }) {
    const { component } = simulation.state;
    if (body["component_appid"] !== component.appid)
      throw new Refusal(40013, "invalid appid");
    if (body["component_secret"] !== component.secret)
      throw new Refusal(40125, "invalid appsecret");
    const stopped = !simulation.state.pushing;
    simulation.state.pushing = true;
    if (stopped) requestTicket();
    return {
      errcode: 0,
      errmsg: stopped
        ? "ok"
        : "component_verify_ticket push is in normal state",
    };
  },
  api_create_preauthcode(call) {
    requireComponent(call);
    const code = call.simulation.issue("preauthcode", PRE_AUTH_SECONDS);
    call.simulation.state.preAuthCodes.push({ ...code, scanned: false });
    return { pre_auth_code: code.value, expires_in: PRE_AUTH_SECONDS };
  },
  api_query_auth(call) {
    requireComponent(call);
    const { simulation, body } = call;
    const code = simulation.state.codes.find(
      (issued) => issued.value === body["authorization_code"],
    );
    if (!code) throw new Refusal(61009, "code is invalid");
    if (code.used || code.expiresAt <= Date.now())
      throw new Refusal(61010, "code is expired");
    code.used = true;
    const account = simulation.account(code.appid);
    if (!account?.grant) throw new Refusal(61010, "code is expired");
    return {
      authorization_info: {
        authorizer_appid: account.appid,
        authorizer_access_token: issueAccountToken(simulation, account.appid),
        expires_in: TOKEN_SECONDS,
        authorizer_refresh_token: account.grant.refreshToken,
        func_info: functionInfo(account.grant.sets),
      },
    };
  },
  api_authorizer_token(call) {
    requireComponent(call);
    const { appid, grant } = requireAuthorized(call);
    if (call.body["authorizer_refresh_token"] !== grant.refreshToken)
      throw new Refusal(61023, "refresh_token is invalid");
    if (call.simulation.scenario.rotateRefreshTokens)
      grant.refreshToken = call.simulation.issue("refreshtoken@@@", 0).value;
    return {
      authorizer_access_token: issueAccountToken(call.simulation, appid),
      expires_in: TOKEN_SECONDS,
      authorizer_refresh_token: grant.refreshToken,
    };
  },
};
