import type { schema } from "#lib/base/db/index.ts";
import { missingSets } from "#lib/accounts/permissions/index.ts";
import type { LinkReason, LinkStatus } from "./kinds.ts";
import type { LinkView } from "./schema.ts";

export type LinkRow = typeof schema.authorizationLinks.$inferSelect;
type AccountRow = typeof schema.accounts.$inferSelect;

/**
 * The status of a link at a time. `done` and `revoked` outlast the end of the link; otherwise a link that has expired is
 * `expired`, whatever its progress.
 *
 * | progress    | entered when                                             | left by                                         |
 * |-------------|----------------------------------------------------------|-------------------------------------------------|
 * | waiting     | the link is created                                      | the visitor's page → opened, authorizing        |
 * | opened      | the page is opened, from waiting or failed               | the visitor follows it to WeChat → authorizing  |
 * | authorizing | the visitor follows the link to WeChat                   | a code → done or failed; a report → failed      |
 * | failed      | a code or the visitor's report says why                  | another visit → opened, authorizing; code → done |
 * | done        | the account is connected                                 | never                                           |
 */
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
