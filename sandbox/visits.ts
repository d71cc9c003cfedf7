import { randomUUID } from "node:crypto";
import { heldSets } from "./authorize.ts";
import type { EntryProblem } from "./pages/entry.ts";
import type { Account } from "./types.ts";
import type { World } from "./world.ts";

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

/** The authorization pages that are open; they end with the process, as a browser's page would. */
export class Visits {
  readonly #open = new Map<string, Visit>();
  readonly #world: World;
  readonly #launchHost: string;

  constructor(world: World, launchHost: string) {
    this.#world = world;
    this.#launchHost = launchHost;
  }

  /** Checks an entry as WeChat does (protocol 3.1 to 3.3); `scanned` uses the pre-auth code up. */
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
    if (componentAppid !== this.#world.state.component.appid)
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
    const code = this.#world.state.preAuthCodes.find(
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

  /** Somebody scans the desktop page's code: from now on it is used. */
  scan(visit: Visit, person: string): boolean {
    const code = this.#world.state.preAuthCodes.find(
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

  /** What the person may choose from: accounts that they administer, of the kind that the link asks for. */
  offered(visit: Visit): Account[] {
    return this.#world.state.accounts.filter(
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

  /** The sets ticked that the account can grant. */
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
