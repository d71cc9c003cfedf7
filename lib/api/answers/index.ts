// What the API answers, by the names under which routes declare it.
export * from "./accounts.ts";
export * from "./audit.ts";
export * from "./events.ts";
export * from "./links.ts";
export * from "./mini-programs.ts";
export * from "./people.ts";
export * from "./platform.ts";
export * from "./properties.ts";
export * from "./settings.ts";
export { shapeNames } from "./shapes.ts";
export { problemShape } from "./problem.ts";
