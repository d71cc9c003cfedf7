import { eq } from "drizzle-orm";
import { db, schema } from "#lib/base/db/index.ts";
import {
  type Component,
  componentByAppid,
} from "#lib/credentials/platform/index.ts";
import { QuotaError } from "./quota-error.ts";

const { accounts } = schema;

/** An authorized Official Account with its platform. */
export interface OfficialAccount {
  appid: string;
  kind: "service" | "subscription";
  component: Component;
}

/**
 * The account, which must be an authorized Official Account.
 * @throws {QuotaError} `account_unknown`, `official_accounts_only`, `account_deauthorized`
 */
export async function authorizedOfficialAccount(
  appid: string,
): Promise<OfficialAccount> {
  const { kind, status, componentAppid } = await officialAccount(appid);
  if (status === "deauthorized") throw new QuotaError("account_deauthorized");
  const component = await componentByAppid(componentAppid);
  if (!component) throw new QuotaError("account_unknown");
  return { appid, kind, component };
}

/**
 * The account, authorized or not.
 * @throws {QuotaError} `account_unknown`, `official_accounts_only`
 */
export async function officialAccount(appid: string) {
  const [row] = await db()
    .select({
      kind: accounts.kind,
      status: accounts.status,
      componentAppid: accounts.componentAppid,
    })
    .from(accounts)
    .where(eq(accounts.appid, appid));
  if (!row) throw new QuotaError("account_unknown");
  const { kind } = row;
  if (kind === "mini_program") throw new QuotaError("official_accounts_only");
  return { ...row, kind };
}
