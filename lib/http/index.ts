export { toCsv } from "./csv.ts";
export { likePattern, pageOf, readCursor } from "./paging.ts";
export { ProblemError, type FieldProblem } from "./problem-error.ts";
export { BodyTooLarge, readBody } from "./read-body.ts";
