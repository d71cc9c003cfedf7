import { z } from "zod";
import { shapeNames } from "#lib/base/shapes.ts";

/** The part of JSON Schema that the API's document uses. */
export interface JsonSchema {
  $ref?: string;
  type?: string | string[];
  properties?: Record<string, JsonSchema>;
  required?: string[];
  additionalProperties?: JsonSchema | boolean;
  items?: JsonSchema;
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  enum?: unknown[];
  const?: unknown;
}

/** The named schemas of a document. */
export type Shapes = Record<string, JsonSchema>;

/**
 * The JSON Schema of a shape as it is sent. Answers stay open to additional fields, so that fields can be added later.
 * @param shapes receives the named schemas, to which the result then refers
 */
export function schemaOf(shape: z.ZodType, shapes?: Shapes): JsonSchema {
  const made: JsonSchema & { $schema?: string; $defs?: Shapes } =
    z.toJSONSchema(shape, {
      io: "input",
      unrepresentable: "any",
      // The format is enough; the pattern behind it is long and unreadable.
      override: ({ jsonSchema }) => {
        if (jsonSchema.format !== undefined) delete jsonSchema.pattern;
      },
      metadata: shapes ? shapeNames : z.registry<object>(),
    }) as JsonSchema;
  delete made.$schema;
  if (!shapes) return made;
  for (const [name, part] of Object.entries(made.$defs ?? {}))
    shapes[name] = withDocumentRefs(part);
  delete made.$defs;
  const id = shapeNames.get(shape)?.id;
  if (id === undefined) return withDocumentRefs(made);
  // A recursive shape is among the definitions already.
  shapes[id] ??= withDocumentRefs(made);
  return { $ref: `#/components/schemas/${id}` };
}

/** The schema with its references rewritten for the document. */
function withDocumentRefs(schema: JsonSchema): JsonSchema {
  return JSON.parse(
    JSON.stringify(schema).replaceAll('"#/$defs/', '"#/components/schemas/'),
  ) as JsonSchema;
}
