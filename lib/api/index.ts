export { requestLocale } from "./problem.ts";
export { accountRefusal } from "./note-refusal.ts";
export { checkInWords } from "./source-check.ts";
export { fileRoute, publicRoute, route } from "./route.ts";
