export {
  applyAuthorizedEvent,
  applyUnauthorizedEvent,
} from "./authorization-events.ts";
export { AuthorizationError } from "./authorization-error.ts";
export {
  authorizePage,
  type AuthorizePage,
  type VisitorClient,
} from "./authorize-page.ts";
export { completeAuthorization } from "./complete-authorization.ts";
export type {
  LinkDifference,
  LinkReason,
  LinkStatus,
  LinkView,
} from "./link-view.ts";
export {
  authorizationLinkList,
  createLink,
  linkInput,
  linkQuery,
  linkStatus,
  revokeLink,
} from "./links.ts";
export { answerReleaseCheck } from "./release-check.ts";
export {
  reconcile,
  type Unfinished,
  unfinishedReconciliation,
} from "./reconcile.ts";
export {
  reconcileDaily,
  syncAccounts,
  type SyncResult,
} from "./sync-accounts.ts";
export {
  reportFollowed,
  reportInput,
  reportOpened,
  reportProblem,
  visitInput,
} from "./visits.ts";
export { clientOf } from "./visitor-client.ts";
