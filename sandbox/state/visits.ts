import { randomUUID } from "node:crypto";
import { heldSets } from "./authorization.ts";
import type { Account } from "./types.ts";
import type { Simulation } from "./simulation.ts";

/** Why WeChat does not open the authorization page (protocol 3.2, 3.3). */
export type EntryProblem =
  | "parameters"
  | "pre_auth_code"
  | "component"
  | { referrer: string; redirect: string; configured: string };

/** One opened authorization page. */
export interface Visit {
  id: string;
  preAuthCode: string;
  redirectUri: string;
  authType: number;
  bizAppid: string | null;
  person: string | null;
  appid: string | null;
}

/** The open authorization pages; they end with the process. */
export class Visits {
  readonly #open = new Map<string, Visit>();
  readonly #simulation: Simulation;
  readonly #launchHost: string;

  constructor(simulation: Simulation, launchHost: string) {
    this.#simulation = simulation;
    this.#launchHost = launchHost;
  }

  /** Checks an entry as WeChat does (protocol 3.1 to 3.3); `scanned` consumes the pre-auth code. */
  enter(
    query: URLSearchParams,
    referrer: string,
    scanned: boolean,
  ): Visit | EntryProblem {
    const preAuthCode = query.get("pre_auth_code");
    const redirectUri = query.get("redirect_uri");
    const componentAppid = query.get("component_appid");
    if (
      !preAuthCode ||
      !redirectUri ||
      !componentAppid ||
      !URL.canParse(redirectUri)
    )
      return "parameters";
    if (componentAppid !== this.#simulation.state.component.appid)
      return "component";
    const hosts = {
      referrer: URL.canParse(referrer) ? new URL(referrer).host : "",
      redirect: new URL(redirectUri).host,
      configured: this.#launchHost,
    };
    if (
      hosts.referrer !== hosts.configured ||
      hosts.redirect !== hosts.configured
    )
      return hosts;
    const code = this.#simulation.state.preAuthCodes.find(
      (issued) => issued.value === preAuthCode,
    );
    if (!code || code.scanned || code.expiresAt <= Date.now())
      return "pre_auth_code";
    if (scanned) code.scanned = true;
    const visit: Visit = {
      id: randomUUID(),
      preAuthCode,
      redirectUri,
      authType: Number(query.get("auth_type") ?? 3),
      bizAppid: query.get("biz_appid"),
      person: null,
      appid: null,
    };
    this.#open.set(visit.id, visit);
    return visit;
  }

  find(id: string): Visit | undefined {
    return this.#open.get(id);
  }

  /** A person scans the desktop page's code, which consumes it. */
  scan(visit: Visit, person: string): boolean {
    const code = this.#simulation.state.preAuthCodes.find(
      (issued) => issued.value === visit.preAuthCode,
    );
    if (
      !code ||
      (code.scanned && visit.person === null && code.expiresAt <= Date.now())
    )
      return false;
    code.scanned = true;
    visit.person = person;
    return true;
  }

  /** The accounts to choose from: those that the person administers, of the type that the link asks for. */
  offered(visit: Visit): Account[] {
    return this.#simulation.state.accounts.filter(
      (account) =>
        account.admins.includes(visit.person ?? "") &&
        (visit.bizAppid === null
          ? offeredByType(visit.authType, account)
          : account.appid === visit.bizAppid),
    );
  }

  /** The account chosen, if it was offered. */
  chosen(visit: Visit): Account | undefined {
    return this.offered(visit).find((account) => account.appid === visit.appid);
  }

  /** The ticked sets that the account can grant. */
  granted(account: Account, ticked: string[]): number[] {
    const held = heldSets(account);
    return ticked
      .map(Number)
      .filter((id) => Number.isInteger(id) && !held.includes(id));
  }
}

function offeredByType(authType: number, account: Account): boolean {
  if (authType === 1) return account.type === "official_account";
  if (authType === 2) return account.type === "mini_program";
  return true;
}
