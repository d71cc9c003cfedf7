export {
  type FieldProblem,
  ProblemError,
  problemError,
} from "./problem-error.ts";
