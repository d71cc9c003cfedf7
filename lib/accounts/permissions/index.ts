export {
  accountTypeOfSets,
  minimumSets,
  missingSets,
  permissionSetsOf,
  type AccountType,
  type CatalogueType,
  type PermissionInterface,
  type PermissionSet,
  type RetiredSet,
} from "./catalogue.ts";
export {
  readiness,
  type Readiness,
  type ReadinessCheck,
  type ReadinessFacts,
} from "./readiness.ts";
export {
  type ListedSet,
  permissionSetDetail,
  permissionSetList,
  permissionSetQuery,
  searchableCatalogue,
} from "./permission-set-list.ts";
export {
  sceneDifference,
  type SceneFacts,
  type SceneId,
  type SceneState,
  sceneStates,
} from "./scenes.ts";
export { allSetNames, connectNotes, setNames } from "./names.ts";
