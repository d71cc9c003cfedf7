export {
  accountTypeOfSets,
  minimumSets,
  missingSets,
  permissionSetsOf,
  type RetiredSet,
} from "./catalogue.ts";
export { readiness, type ReadinessFacts } from "./readiness.ts";
export {
  type ListedSet,
  permissionSetDetail,
  permissionSetList,
  permissionSetQuery,
  searchableCatalogue,
} from "./permission-set-list.ts";
export { sceneDifference, type SceneFacts, sceneStates } from "./scenes.ts";
export { allSetNames, connectNotes, setNames } from "./names.ts";
export { type CatalogueType, type SceneId } from "./kinds.ts";
export {
  permissionSetListShape,
  readinessShape,
  sceneShape,
  type PermissionInterface,
  type PermissionSet,
  type Readiness,
  type ReadinessCheck,
  type SceneState,
} from "./schema.ts";
export type { AccountType } from "#lib/accounts/kinds.ts";
