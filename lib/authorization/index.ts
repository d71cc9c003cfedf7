/** How an account is authorized: links, the visitor's page, WeChat's events, and the comparison with WeChat's list. */

// Links
export {
  authorizationLinkList,
  createLink,
  linkInput,
  linkQuery,
  linkStatus,
  revokeLink,
} from "./links.ts";

// The visitor's page
export {
  authorizePage,
  type AuthorizePage,
  type VisitorClient,
} from "./authorize-page.ts";
export { clientOf } from "./visitor-client.ts";
export {
  reportFollowed,
  reportInput,
  reportOpened,
  reportProblem,
  visitInput,
} from "./visits.ts";
export { completeAuthorization } from "./complete-authorization.ts";

// WeChat's events
export {
  applyAuthorizedEvent,
  applyUnauthorizedEvent,
} from "./authorization-events.ts";
export { answerReleaseCheck } from "./release-check.ts";

// Comparison with WeChat's list
export { reconcileDaily, syncAccounts } from "./sync-accounts.ts";
export {
  reconcile,
  type Unfinished,
  unfinishedReconciliation,
} from "./reconcile.ts";

// Shapes, values and errors
export {
  linkPageShape,
  linkShape,
  newLinkShape,
  syncResultShape,
  type LinkDifference,
  type LinkView,
  type NewLink,
} from "./schema.ts";
export { type LinkStatus } from "./kinds.ts";
export { AuthorizationError } from "./authorization-error.ts";

// Jobs
export { purgeAuthorization } from "./purge-authorization.ts";
