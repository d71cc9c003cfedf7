export { currentProblems, status } from "./status.ts";
export { problemKinds, type ProblemKind } from "./kinds.ts";
export { statusShape, type Problem, type Status } from "./schema.ts";
