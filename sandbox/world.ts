import { randomBytes, randomInt } from "node:crypto";
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { sampleAccounts } from "./samples.ts";
import {
  type Account,
  type ComponentConfig,
  defaultKnobs,
  type Issued,
  type Knobs,
  type State,
} from "./types.ts";

/** One call of the console's to the simulated API. */
export interface CallRecord {
  at: string;
  path: string;
  errcode: number;
  rid: string;
}

/** One push of ours to the console. */
export interface PushRecord {
  at: string;
  name: string;
  status: number | null;
  answer: string;
}

/** The simulated WeChat: what is so (state), what a tester turned (knobs), what happened (calls, pushes). */
export class World {
  state: State;
  knobs: Knobs = structuredClone(defaultKnobs);
  calls: CallRecord[] = [];
  pushes: PushRecord[] = [];
  /** Customer-service texts that the console sent on behalf of an account. */
  customMessages: { appid: string; text: string }[] = [];
  readonly #file: string | null;

  constructor(component: ComponentConfig, file: string | null) {
    this.#file = file;
    const kept =
      file !== null && existsSync(file)
        ? (JSON.parse(readFileSync(file, "utf8")) as State)
        : null;
    this.state =
      kept?.component.appid === component.appid
        ? { ...emptyState(component), ...kept, component }
        : emptyState(component);
  }

  /** Back to the first day; the platform's credentials stay. */
  reset(): void {
    this.state = emptyState(this.state.component);
    this.knobs = structuredClone(defaultKnobs);
    this.calls = [];
    this.pushes = [];
  }

  /** Keeps the state for the next start; a crash in between leaves the old one. */
  save(): void {
    if (this.#file === null) return;
    const partial = `${this.#file}.${process.pid}`;
    const now = Date.now();
    const living = <T extends Issued>(list: T[]) =>
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
        tickets: living(tickets),
        componentTokens: living(componentTokens),
        preAuthCodes: living(preAuthCodes),
        codes: living(codes),
        accountTokens: living(accountTokens),
        ownTokens: living(ownTokens),
      }),
      { mode: 0o600 },
    );
    renameSync(partial, this.#file);
  }

  account(appid: unknown): Account | undefined {
    return this.state.accounts.find((account) => account.appid === appid);
  }

  /** A new thing of WeChat's look, with an end. */
  issue(prefix: string, seconds: number): Issued {
    return { value: secret(prefix), expiresAt: Date.now() + seconds * 1000 };
  }
}

/** A value of WeChat's look: prefix, `@@@`, letters and digits; tokens have no prefix. */
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
