import { publicRoute } from "#lib/api/index.ts";
import { assertionOptions } from "#lib/factors/index.ts";

export const POST = publicRoute({}, () => assertionOptions());
