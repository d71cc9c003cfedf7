export type { DescribedHandler, Description, Operation } from "./operation.ts";
export { openApiDocument, type Routes } from "./openapi.ts";
export { accountRefusal } from "./audit-request-refusal.ts";
export { apiTranslator, refusal, requestLocale } from "./problem.ts";
export {
  KEY_VARIABLE,
  reference,
  type ReferenceGroup,
  type ReferenceOperation,
} from "./reference.ts";
export { fileRoute, publicRoute, route, unknownRoute } from "./route.ts";
