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
export type { AccountKind, AccountRow, AccountStatus } from "./account-row.ts";
export { sceneFactsOf, type AccountSummary } from "./account-summary.ts";
export {
  allowedOperations,
  type AllowedOperations,
} from "./allowed-operations.ts";
export {
  bulkInput,
  changeAccounts,
  type BulkAction,
} from "./change-accounts.ts";
export {
  deleteAccount,
  deletionInput,
  deletionPreview,
  type DeletionCounts,
} from "./delete-account.ts";
export { disableAccount, enableAccount } from "./enable-account.ts";
export { exportAccounts, exportQuery } from "./export-accounts.ts";
export {
  deletionMark,
  forgetDeletion,
  holdAccount,
  holdingAccounts,
} from "./hold-account.ts";
export {
  openidChoiceQuery,
  openidChoices,
  type OpenidChoice,
} from "./openid-choices.ts";
export {
  holderCounts,
  type HolderCounts,
  type NamedAccount,
  type NamedAccounts,
  permissionHolders,
} from "./permission-holders.ts";
export {
  type MatrixColumn,
  matrixQuery,
  type MatrixRow,
  permissionMatrix,
  permissionMatrixCsv,
  readMatrixQuery,
} from "./permission-matrix.ts";
export { fetchMissingInfo, refreshAccount } from "./refresh-account.ts";
export {
  openidPropertyInput,
  setOpenidProperty,
} from "./set-openid-property.ts";
export type { StatusReason } from "./account-status.ts";
export { storeAuthorized, storeDeauthorized } from "./store-account.ts";
