export { publicRoute, route } from "./route.ts";
