export const mappingFields = [
  "items",
  "name",
  "displayName",
  "type",
  "description",
] as const;
type MappingField = (typeof mappingFields)[number];

/** The fields that may be empty; the form explains what that means for each. */
export const isOptional = (
  field: MappingField,
): field is Exclude<MappingField, "name" | "displayName"> =>
  field !== "name" && field !== "displayName";
