export { type Problem, problemKinds, type ProblemKind } from "./judge.ts";
export { currentProblems, status, type Status } from "./status.ts";
