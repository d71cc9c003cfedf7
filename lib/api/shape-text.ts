import type { JsonSchema } from "./json-schema.ts";

/** A JSON Schema in the notation of TypeScript types, for people to read. */
export function shapeText(schema: JsonSchema, indent = ""): string {
  const { enum: values, anyOf, oneOf } = schema;
  if (values) return values.map((value) => JSON.stringify(value)).join(" | ");
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  const alternatives = anyOf ?? oneOf;
  if (alternatives)
    return alternatives.map((one) => shapeText(one, indent)).join(" | ");
  if (Array.isArray(schema.type))
    return schema.type.map((type) => shapeText({ type }, indent)).join(" | ");
  switch (schema.type) {
    case "array":
      return listText(schema.items ?? {}, indent);
    case "object":
      return objectText(schema, indent);
    case "integer":
      return "number";
    default:
      return schema.type ?? "unknown";
  }
}

function listText(item: JsonSchema, indent: string): string {
  const text = shapeText(item, indent);
  return text.includes(" | ") && !text.startsWith("{")
    ? `(${text})[]`
    : `${text}[]`;
}

function objectText(
  { properties, required = [], additionalProperties: rest }: JsonSchema,
  indent: string,
): string {
  const inner = `${indent}  `;
  const lines = Object.entries(properties ?? {}).map(
    ([name, schema]) =>
      `${inner}${name}${required.includes(name) ? "" : "?"}: ${shapeText(schema, inner)};`,
  );
  if (typeof rest === "object")
    lines.push(`${inner}[name: string]: ${shapeText(rest, inner)};`);
  return lines.length === 0 ? "{}" : `{\n${lines.join("\n")}\n${indent}}`;
}
