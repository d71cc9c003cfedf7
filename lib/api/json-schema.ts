import { z } from "zod";
import { shapeNames } from "#lib/base/shapes.ts";

/** What of JSON Schema the API's document uses. */
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

/** The parts of a document that have names of their own, by name. */
export type Shapes = Record<string, JsonSchema>;

/**
 * The JSON Schema of a shape, as it is sent: an answer may hold more, as fields are added to it.
 * @param shapes gets the parts that have names of their own, to which the schema then refers
 */
export function schemaOf(shape: z.ZodType, shapes?: Shapes): JsonSchema {
  const made: JsonSchema & { $schema?: string; $defs?: Shapes } =
    z.toJSONSchema(shape, {
      io: "input",
      unrepresentable: "any",
      // A format says it shorter than the expression that checks it.
      override: ({ jsonSchema }) => {
        if (jsonSchema.format !== undefined) delete jsonSchema.pattern;
      },
      metadata: shapes ? shapeNames : z.registry<object>(),
    }) as JsonSchema;
  delete made.$schema;
  if (!shapes) return made;
  for (const [name, part] of Object.entries(made.$defs ?? {}))
    shapes[name] = referring(part);
  delete made.$defs;
  const id = shapeNames.get(shape)?.id;
  if (id === undefined) return referring(made);
  // Where it is made of itself alone it stands among the parts already.
  shapes[id] ??= referring(made);
  return { $ref: `#/components/schemas/${id}` };
}

/** With its references as they stand in the document. */
function referring(schema: JsonSchema): JsonSchema {
  return JSON.parse(
    JSON.stringify(schema).replaceAll('"#/$defs/', '"#/components/schemas/'),
  ) as JsonSchema;
}
