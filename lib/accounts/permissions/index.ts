/** WeChat's permission sets, and which scenes an account's sets make possible. */

// The catalogue
export {
  accountTypeOfSets,
  minimumSets,
  missingSets,
  permissionSetsOf,
  type RetiredSet,
} from "./catalogue.ts";
export { allSetNames, connectNotes, setNames } from "./names.ts";
export {
  type ListedSet,
  permissionSetDetail,
  permissionSetList,
  permissionSetQuery,
  searchableCatalogue,
} from "./permission-set-list.ts";

// What an account can do
export { readiness, type ReadinessFacts } from "./readiness.ts";
export { sceneDifference, type SceneFacts, sceneStates } from "./scenes.ts";

// Shapes and values
export {
  permissionSetListShape,
  readinessShape,
  sceneShape,
  type PermissionInterface,
  type PermissionSet,
} from "./schema.ts";
export { type CatalogueType } from "./kinds.ts";
export type { AccountType } from "#lib/accounts/kinds.ts";
