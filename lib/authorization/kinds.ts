import { linkKinds, linkProgress } from "#lib/base/db/kinds.ts";

export { linkKinds };
export type LinkKind = (typeof linkKinds)[number];

export const linkStatuses = [...linkProgress, "expired", "revoked"] as const;
export type LinkStatus = (typeof linkStatuses)[number];

/** What only a visitor can report: WeChat sends no callback when a person refuses or is not an admin (protocol 3.3). */
export const reportedReasons = [
  "not_admin",
  "refused",
  "code_expired",
  "providers_full",
  "exclusive_held",
] as const;
export type ReportedReason = (typeof reportedReasons)[number];

/** Why no account was connected by a link. */
export const linkReasons = [
  ...reportedReasons,
  "wrong_account",
  "wechat_error",
] as const;
export type LinkReason = (typeof linkReasons)[number];

/** A link with such a status does not change any more. */
export const finalStatuses: readonly LinkStatus[] = [
  "done",
  "expired",
  "revoked",
];
