export { type Problem, type ProblemKind } from "./judge.ts";
export { status, type Status } from "./status.ts";
export { watchProblems } from "./watch.ts";
