/** The catalogue of the customer's user properties, in which an OpenID can be stored. */

// Commands
export {
  createProperty,
  retireProperty,
  updateProperty,
} from "./change-property.ts";
export {
  propertyChange,
  propertyInput,
  type PropertyInput,
} from "./property-input.ts";
export {
  IMPORT_BYTES,
  importInput,
  importProperties,
} from "./import-properties.ts";
export {
  propertySource,
  removeSource,
  saveSource,
  sourceInput,
} from "./property-source.ts";
export { syncInput, syncProperties } from "./sync-properties.ts";
export { seedSampleProperties } from "./seed.ts";

// Reads
export {
  propertyDetail,
  propertyList,
  propertyQuery,
  readPropertyQuery,
} from "./property-list.ts";
export { exportProperties, propertyExportQuery } from "./export-properties.ts";

// Shapes and values
export {
  importResultShape,
  propertyPageShape,
  propertyShape,
  propertySourceShape,
  savedPropertySourceShape,
  type ImportResult,
  type ImportRow,
  type PropertySource,
  type UserProperty,
} from "./schema.ts";
export { type PropertyType } from "./kinds.ts";
