/** What of JSON Schema the API's document uses. */
export interface Schema {
  $ref?: string;
  type?: string | string[];
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: Schema | boolean;
  items?: Schema;
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
  enum?: unknown[];
  const?: unknown;
  format?: string;
}

const typeOf = (value: unknown): string[] => {
  if (value === null) return ["null"];
  if (Array.isArray(value)) return ["array"];
  if (typeof value === "number" && Number.isInteger(value))
    return ["integer", "number"];
  return [typeof value];
};

/**
 * The violations of a schema by a value, in words. A field that the schema does not name counts as one, although JSON
 * Schema allows it: the API reference would not document it.
 * @param resolve returns the schema that a reference names
 */
export function breaches(
  value: unknown,
  schema: Schema,
  resolve: (reference: string) => Schema,
  at = "answer",
): string[] {
  if (schema.$ref) return breaches(value, resolve(schema.$ref), resolve, at);
  const alternatives = schema.anyOf ?? schema.oneOf;
  if (alternatives) {
    const found = alternatives.map((one) => breaches(value, one, resolve, at));
    return found.some((list) => list.length === 0)
      ? []
      : [`${at} is none of ${alternatives.length}: ${found.flat().join("; ")}`];
  }
  if (schema.const !== undefined)
    return value === schema.const
      ? []
      : [`${at} is not ${JSON.stringify(schema.const)}`];
  if (schema.enum)
    return schema.enum.includes(value)
      ? []
      : [
          `${at} is ${JSON.stringify(value)}, none of ${schema.enum.join(", ")}`,
        ];
  const types = [schema.type ?? []].flat();
  if (types.length > 0 && !typeOf(value).some((type) => types.includes(type)))
    return [`${at} is ${typeOf(value).join("/")}, not ${types.join("/")}`];
  if (schema.format === "date-time" && Number.isNaN(Date.parse(String(value))))
    return [`${at} is no time`];
  if (Array.isArray(value))
    return value.flatMap((item, index) =>
      breaches(item, schema.items ?? {}, resolve, `${at}[${index}]`),
    );
  if (typeof value === "object" && value !== null && schema.properties)
    return inObject(value as Record<string, unknown>, schema, resolve, at);
  return [];
}

function inObject(
  value: Record<string, unknown>,
  { properties = {}, required = [] }: Schema,
  resolve: (reference: string) => Schema,
  at: string,
): string[] {
  return [
    ...required
      .filter((name) => !Object.hasOwn(value, name))
      .map((name) => `${at}.${name} is missing`),
    ...Object.entries(value).flatMap(([name, inner]) => {
      const schema = properties[name];
      return schema
        ? breaches(inner, schema, resolve, `${at}.${name}`)
        : [`${at}.${name} is in no schema`];
    }),
  ];
}
