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
export { reconcileDaily, syncAccounts } from "./sync-accounts.ts";
export {
  reportFollowed,
  reportInput,
  reportOpened,
  reportProblem,
  visitInput,
} from "./visits.ts";
export { clientOf } from "./visitor-client.ts";
export { type LinkReason, type LinkStatus } from "./kinds.ts";
export {
  linkPageShape,
  linkShape,
  newLinkShape,
  syncResultShape,
  type LinkDifference,
  type LinkView,
  type NewLink,
  type SyncResult,
} from "./schema.ts";
export { purgeAuthorization } from "./purge-authorization.ts";
