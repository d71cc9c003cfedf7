export type AccountType = "official_account" | "mini_program";

/** What an account granted to the platform under test. */
export interface Grant {
  sets: number[];
  refreshToken: string;
  /** Epoch seconds. */
  authTime: number;
}

/** A sample account of the simulated WeChat. */
export interface Account {
  appid: string;
  userName: string;
  name: string;
  type: AccountType;
  /** service_type_info.id and verify_type_info.id (protocol 2.3). */
  serviceType: number;
  verifyType: number;
  principal: string;
  signature: string;
  admins: string[];
  /** 1 normal, 14 closed, 16 banned, 18 warned, 19 frozen. */
  accountStatus: number;
  /** Exclusive sets that were granted to another provider. */
  heldByOthers: number[];
  /** Other providers that the account is authorized to; 15 is the most. */
  otherProviders: number;
  grant: Grant | null;
}

/** A ticket, code or token. Its expiry is in milliseconds since the epoch. */
export interface Issued {
  value: string;
  expiresAt: number;
}

export interface AuthorizationCode extends Issued {
  appid: string;
  used: boolean;
}
export interface PreAuthCode extends Issued {
  scanned: boolean;
}
export interface AccountToken extends Issued {
  appid: string;
}
/** A token that was issued for an account's AppSecret. */
export interface AppSecretToken extends AccountToken {
  issuedAt: number;
}

/** 消息推送配置 of one account (protocol 4.2). */
export interface PushSetting {
  url: string;
  token: string;
  aesKey: string;
  mode: "plain" | "compatible" | "safe";
  format: "xml" | "json";
}

export interface ComponentConfig {
  appid: string;
  secret: string;
  token: string;
  aesKey: string;
}

/** The part that survives a restart. */
export interface State {
  component: ComponentConfig;
  pushing: boolean;
  tickets: Issued[];
  componentTokens: Issued[];
  preAuthCodes: PreAuthCode[];
  codes: AuthorizationCode[];
  accountTokens: AccountToken[];
  ownTokens: AppSecretToken[];
  /** By AppID. */
  pushSettings: Record<string, PushSetting>;
  accounts: Account[];
  /** Calls on behalf of each account, by path, on the day (Beijing) of the last one. */
  quota: Record<string, Record<string, { date: string; used: number }>>;
  /** Quota resets of each account in the month (Beijing) of the last one. */
  quotaResets: Record<string, { month: string; count: number }>;
}

/** A failure that the next calls get. */
export type Failure = { path: string; times: number } & (
  | { errcode: number }
  /** `dropped` before anything happened; the others after the call took effect. */
  | { kind: "dropped" | "timeout" | "http502" | "html" | "truncated" }
);

/** Settings by which a tester changes how WeChat behaves. */
export interface Scenario {
  latencyMs: number;
  failures: Failure[];
  pushOrder: "push_first" | "redirect_first" | "together";
  pushDelayMs: number;
  /** How many times each authorization push is sent. */
  pushCopies: number;
  /** How many of the next pushes are lost. */
  losePushes: number;
  /** How long a replaced access token stays valid. */
  tokenOverlapSeconds: 0 | 300;
  /** Each refresh gives a new refresh token and voids the one before (protocol 2.1, sources conflict). */
  rotateRefreshTokens: boolean;
  /** Delay between the effect of a call and its answer. */
  answerAfterMs: number;
  /** Addresses that may call component endpoints; null allows all. */
  whitelist: string[] | null;
  /** By how much the `Date` of the answers is ahead. */
  clockAheadSeconds: number;
}

export const defaultScenario: Scenario = {
  latencyMs: 0,
  failures: [],
  pushOrder: "together",
  pushDelayMs: 0,
  pushCopies: 1,
  losePushes: 0,
  tokenOverlapSeconds: 300,
  rotateRefreshTokens: false,
  answerAfterMs: 0,
  whitelist: null,
  clockAheadSeconds: 0,
};
