export const mappingFields = [
  "items",
  "name",
  "displayName",
  "type",
  "description",
] as const;
type MappingField = (typeof mappingFields)[number];

/** Those that may be left empty, which has a meaning of its own. */
export const isOptional = (
  field: MappingField,
): field is Exclude<MappingField, "name" | "displayName"> =>
  field !== "name" && field !== "displayName";
