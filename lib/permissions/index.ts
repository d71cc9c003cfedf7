export {
  accountTypeOfSets,
  missingSets,
  permissionSetsOf,
  type AccountType,
  type PermissionSet,
} from "./catalogue.ts";
export { readiness, type Readiness, type ReadinessCheck } from "./readiness.ts";
export {
  permissionSetList,
  permissionSetQuery,
} from "./permission-set-list.ts";
export { connectNotes, setNames } from "./names.ts";
