import type { SentMessage } from "./subscribe-messages.ts";
import { Refusal } from "./refusal.ts";
import type { Account } from "../state/types.ts";
import type { Simulation } from "../state/simulation.ts";

export const TOKEN_SECONDS = 7200;

/** One call of the simulated API. */
export interface ApiCall {
  simulation: Simulation;
  body: Record<string, unknown>;
  query: URLSearchParams;
  requestTicket: () => void;
  /** Called when a subscribe message was sent, to push its receipt. */
  onSent: (message: SentMessage) => void;
  /** The sandbox's own origin. */
  origin: string;
}

export type Endpoint = (call: ApiCall) => object;

export const text = (value: unknown) =>
  typeof value === "string" ? value : "";

/** Requires a valid component token and the platform's AppID. @throws {Refusal} */
export function requireComponent(call: ApiCall): void {
  const { componentTokens, accountTokens, component } = call.simulation.state;
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

/** The authorized account that a call names. @throws {Refusal} */
export function requireAuthorized(
  call: ApiCall,
): Account & { grant: NonNullable<Account["grant"]> } {
  const account = call.simulation.account(call.body["authorizer_appid"]);
  if (!account) throw new Refusal(40013, "invalid appid");
  const { grant } = account;
  if (!grant)
    throw new Refusal(61003, "component is not authorized by this account");
  return { ...account, grant };
}
