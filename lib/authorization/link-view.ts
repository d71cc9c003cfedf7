import type { schema } from "#lib/base/db/index.ts";
import { missingSets, type SceneId } from "#lib/accounts/permissions/index.ts";

export type LinkRow = typeof schema.authorizationLinks.$inferSelect;
type AccountRow = typeof schema.accounts.$inferSelect;

export type LinkStatus =
  | "waiting"
  | "opened"
  | "authorizing"
  | "done"
  | "failed"
  | "expired"
  | "revoked";

/** What a visitor can tell us that WeChat does not: it calls nobody back when someone refuses or is no admin (protocol 3.3). */
export const reportedReasons = [
  "not_admin",
  "refused",
  "code_expired",
  "providers_full",
  "exclusive_held",
] as const;
export type LinkReason =
  (typeof reportedReasons)[number] | "wrong_account" | "wechat_error";

/** What an authorization changed for the account, and for what can be done with it. */
export interface LinkDifference {
  gained: number[];
  lost: number[];
  /** Operation scenes that began and that ceased to work. */
  began: SceneId[];
  ceased: SceneId[];
}

/** A link as the operator sees it. Times in ISO 8601. */
export interface LinkView {
  token: string;
  url: string;
  kind: LinkRow["kind"];
  appid: string | null;
  label: string | null;
  createdBy: string | null;
  createdAt: string;
  expiresAt: string;
  status: LinkStatus;
  reason?: LinkReason;
  /** `wechatErrors` key, when WeChat itself gave the reason. */
  errorKey?: string;
  account?: {
    appid: string;
    name: string;
    avatarUrl: string | null;
    kind: AccountRow["kind"];
    verified: boolean;
    missingSets: number[];
  };
  /** Of a link that is done. */
  difference?: LinkDifference;
}

/** How a link stands at a moment: what was reached counts more than that it is over now. */
export function statusOf(
  link: Pick<LinkRow, "progress" | "revokedAt" | "expiresAt">,
  now: Date,
): LinkStatus {
  if (link.progress === "done") return "done";
  if (link.revokedAt) return "revoked";
  if (link.expiresAt <= now) return "expired";
  return link.progress;
}

/** The view of a link's row with the account that was connected by it. */
export function linkView(
  link: LinkRow,
  account: AccountRow | null,
  capability: { token: string; url: string },
): LinkView {
  const status = statusOf(link, new Date());
  return {
    ...capability,
    kind: link.kind,
    appid: link.appid,
    label: link.label,
    createdBy: link.createdByName,
    createdAt: link.createdAt.toISOString(),
    expiresAt: link.expiresAt.toISOString(),
    status,
    ...(status === "failed" && link.reason
      ? { reason: link.reason as LinkReason }
      : {}),
    ...(status === "failed" && link.errorKey
      ? { errorKey: link.errorKey }
      : {}),
    ...(status === "done" && account
      ? {
          account: {
            appid: account.appid,
            name: account.name,
            avatarUrl: account.avatarUrl,
            kind: account.kind,
            verified: account.verified,
            missingSets: missingSets(account.type, account.permissionSets),
          },
        }
      : {}),
  };
}
