/** The wrapper of API routes, their problems, and the description of the API. */

// Routes
export { fileRoute, publicRoute, route, unknownRoute } from "./route.ts";
export { apiTranslator, refusal, requestLocale } from "./problem.ts";
export { accountRefusal } from "./audit-request-refusal.ts";

// The OpenAPI document and the reference
export { openApiDocument, type Routes } from "./openapi.ts";
export type { DescribedHandler } from "./operation.ts";
export {
  KEY_VARIABLE,
  reference,
  type ReferenceGroup,
  type ReferenceOperation,
} from "./reference.ts";
