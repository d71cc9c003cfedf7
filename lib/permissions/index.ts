export {
  accountTypeOfSets,
  minimumSets,
  missingSets,
  permissionSetsOf,
  type AccountType,
  type PermissionSet,
} from "./catalogue.ts";
export {
  readiness,
  type Readiness,
  type ReadinessCheck,
  type ReadinessFacts,
} from "./readiness.ts";
export {
  permissionSetList,
  permissionSetQuery,
} from "./permission-set-list.ts";
export {
  sceneDifference,
  type SceneFacts,
  type SceneId,
  type SceneState,
  sceneStates,
} from "./scenes.ts";
export { connectNotes, setNames } from "./names.ts";
