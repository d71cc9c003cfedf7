import type { PropertyType } from "#lib/accounts/user-properties/index.ts";

export const propertyTypes = [
  "text",
  "number",
  "date",
  "boolean",
] as const satisfies PropertyType[];
