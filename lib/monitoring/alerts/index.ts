export { watchProblems } from "./watch-problems.ts";
