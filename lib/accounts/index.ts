export {
  accountDetail,
  type AccountDetail,
  type AccountEvent,
  type AuthorizationChange,
} from "./account-detail.ts";
export { AccountError } from "./account-error.ts";
export {
  accountList,
  accountQuery,
  type AccountQuery,
  readAccountQuery,
} from "./account-list.ts";
export type {
  AccountKind,
  AccountStatus,
  AccountSummary,
} from "./account-summary.ts";
export { fetchMissingInfo, refreshAccount } from "./refresh-account.ts";
export { storeAuthorized, storeDeauthorized } from "./store-account.ts";
