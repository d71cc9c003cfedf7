export { refusal, requestLocale } from "./problem.ts";
export { checkInWords } from "./source-check.ts";
export { fileRoute, publicRoute, route } from "./route.ts";
