import { type propertyOrigins, propertyTypes } from "#lib/base/db/kinds.ts";

export { propertyTypes };
export type PropertyType = (typeof propertyTypes)[number];
export type PropertyOrigin = (typeof propertyOrigins)[number];

export const importFormats = ["csv", "json"] as const;

/** The outcome of an imported row. */
export const importActions = [
  "create",
  "update",
  "restore",
  "same",
  "bad",
] as const;
export type ImportAction = (typeof importActions)[number];
