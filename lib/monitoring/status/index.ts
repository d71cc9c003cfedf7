/** Evaluates which problems exist now. */

export { currentProblems, status } from "./status.ts";

export { statusShape, type Problem, type Status } from "./schema.ts";
export { problemKinds, type ProblemKind } from "./kinds.ts";
