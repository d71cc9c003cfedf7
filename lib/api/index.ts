export { refusal } from "./problem.ts";
export { publicRoute, route } from "./route.ts";
