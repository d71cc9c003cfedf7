export { accountDetail } from "./account-detail.ts";
export { AccountError } from "./account-error.ts";
export {
  accountList,
  accountQuery,
  type AccountQuery,
  readAccountQuery,
} from "./account-list.ts";
export { type AccountRow, lockAccountRow } from "./account-row.ts";
export { sceneFactsOf } from "./account-summary.ts";
export {
  allowedOperations,
  type AllowedOperations,
} from "./allowed-operations.ts";
export { bulkInput, changeAccounts } from "./change-accounts.ts";
export {
  deleteAccount,
  deletionInput,
  deletionPreview,
} from "./delete-account.ts";
export { disableAccount, enableAccount } from "./enable-account.ts";
export { exportAccounts, exportQuery } from "./export-accounts.ts";
export {
  deletionMark,
  clearDeletion,
  lockAccount,
  lockAccountsStatement,
} from "./lock-account.ts";
export { openidChoiceQuery, openidChoices } from "./openid-choices.ts";
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
export { storeAuthorized, storeDeauthorized } from "./store-account.ts";
export {
  type AccountKind,
  type AccountStatus,
  type BulkAction,
  type StatusReason,
} from "./kinds.ts";
export {
  accountDetailShape,
  accountPageShape,
  accountShape,
  bulkResultsShape,
  deletionPreviewShape,
  deletionShape,
  openidChoicePageShape,
  type AccountDetail,
  type AccountEvent,
  type AccountSummary,
  type AuthorizationChange,
  type DeletionCounts,
  type OpenidChoice,
} from "./schema.ts";
export { markListed } from "./mark-listed.ts";
export { updateAccount } from "./update-account.ts";
