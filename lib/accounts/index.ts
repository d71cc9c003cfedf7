/** The authorized accounts: their list, detail and status, and what can be done to them. */

// Commands
export { updateAccount } from "./update-account.ts";
export { disableAccount, enableAccount } from "./enable-account.ts";
export { refreshAccount, fetchMissingInfo } from "./refresh-account.ts";
export { bulkInput, changeAccounts } from "./change-accounts.ts";
export {
  openidPropertyInput,
  setOpenidProperty,
} from "./set-openid-property.ts";
export {
  deleteAccount,
  deletionInput,
  deletionPreview,
} from "./delete-account.ts";

// Reads
export { accountList, accountQuery, readAccountQuery } from "./account-list.ts";
export { accountDetail } from "./account-detail.ts";
export {
  allowedOperations,
  type AllowedOperations,
} from "./allowed-operations.ts";
export { exportAccounts, exportQuery } from "./export-accounts.ts";
export { openidChoiceQuery, openidChoices } from "./openid-choices.ts";
export {
  holderCounts,
  type HolderCounts,
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
export { sceneFactsOf } from "./account-summary.ts";

// Changes by WeChat's events and lists
export { storeAuthorized, storeDeauthorized } from "./store-account.ts";
export { markListed } from "./mark-listed.ts";

// Locks
export { type AccountRow, lockAccountRow } from "./account-row.ts";
export {
  clearDeletion,
  deletionMark,
  lockAccount,
  lockAccountsStatement,
} from "./lock-account.ts";

// Shapes, values and errors
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
export {
  type AccountKind,
  type AccountStatus,
  type BulkAction,
} from "./kinds.ts";
export { AccountError } from "./account-error.ts";
