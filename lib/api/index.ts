export { refusal } from "./problem.ts";
export { fileRoute, publicRoute, route } from "./route.ts";
