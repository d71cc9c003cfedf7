export { problemWords } from "./alert-message.ts";
export { watchProblems } from "./watch-problems.ts";
