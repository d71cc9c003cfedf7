import { randomBytes, randomInt } from "node:crypto";
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { sampleAccounts } from "./samples.ts";
import {
  type Account,
  type ComponentConfig,
  defaultScenario,
  type Issued,
  type Scenario,
  type State,
} from "./types.ts";

/** One call by the console. */
export interface CallRecord {
  at: string;
  path: string;
  errcode: number;
  rid: string;
}

/** One push to the console. */
export interface PushRecord {
  at: string;
  name: string;
  status: number | null;
  answer: string;
}

/** The simulated WeChat: its state, the tester's scenario, and the recorded calls and pushes. */
export class Simulation {
  state: State;
  scenario: Scenario = structuredClone(defaultScenario);
  calls: CallRecord[] = [];
  pushes: PushRecord[] = [];
  /** Customer-service texts that the console sent on behalf of an account. */
  customMessages: { appid: string; text: string }[] = [];
  readonly #file: string | null;

  constructor(component: ComponentConfig, file: string | null) {
    this.#file = file;
    const saved =
      file !== null && existsSync(file)
        ? (JSON.parse(readFileSync(file, "utf8")) as State)
        : null;
    this.state =
      saved?.component.appid === component.appid
        ? { ...emptyState(component), ...saved, component }
        : emptyState(component);
  }

  /** Resets everything but the platform's credentials. */
  reset(): void {
    this.state = emptyState(this.state.component);
    this.scenario = structuredClone(defaultScenario);
    this.calls = [];
    this.pushes = [];
  }

  /** Saves the state for the next start. A crash meanwhile leaves the previous file. */
  save(): void {
    if (this.#file === null) return;
    const partial = `${this.#file}.${process.pid}`;
    const now = Date.now();
    const unexpired = <T extends Issued>(list: T[]) =>
      list.filter((item) => item.expiresAt > now - 60_000);
    const {
      tickets,
      componentTokens,
      preAuthCodes,
      codes,
      accountTokens,
      ownTokens,
    } = this.state;
    writeFileSync(
      partial,
      JSON.stringify({
        ...this.state,
        tickets: unexpired(tickets),
        componentTokens: unexpired(componentTokens),
        preAuthCodes: unexpired(preAuthCodes),
        codes: unexpired(codes),
        accountTokens: unexpired(accountTokens),
        ownTokens: unexpired(ownTokens),
      }),
      { mode: 0o600 },
    );
    renameSync(partial, this.#file);
  }

  account(appid: unknown): Account | undefined {
    return this.state.accounts.find((account) => account.appid === appid);
  }

  /** Issues a value in WeChat's format, with its expiry. */
  issue(prefix: string, seconds: number): Issued {
    return { value: secret(prefix), expiresAt: Date.now() + seconds * 1000 };
  }
}

/** A random value in WeChat's format: prefix, `@@@`, letters and digits; tokens have no prefix. */
export function secret(prefix: string): string {
  const body = randomBytes(36).toString("base64url");
  return prefix === ""
    ? `${randomInt(10, 99)}_${body}${randomBytes(40).toString("base64url")}`
    : `${prefix}@@@${body}`;
}

function emptyState(component: ComponentConfig): State {
  return {
    component,
    pushing: true,
    tickets: [],
    componentTokens: [],
    preAuthCodes: [],
    codes: [],
    accountTokens: [],
    ownTokens: [],
    pushSettings: {},
    accounts: sampleAccounts(),
    quota: {},
    quotaResets: {},
  };
}
