import { route } from "#lib/api/index.ts";
import {
  IMPORT_BYTES,
  importInput,
  importProperties,
} from "#lib/properties/index.ts";

export const POST = route(
  { body: importInput, maxBytes: IMPORT_BYTES },
  ({ actor, body }) => importProperties(actor, body),
);
