export {
  createProperty,
  retireProperty,
  updateProperty,
} from "./change-property.ts";
export { exportProperties, propertyExportQuery } from "./export-properties.ts";
export {
  IMPORT_BYTES,
  importInput,
  importProperties,
} from "./import-properties.ts";
export type { PropertyError } from "./property-error.ts";
export {
  propertyChange,
  propertyInput,
  type PropertyInput,
} from "./property-input.ts";
export {
  propertyDetail,
  propertyList,
  propertyQuery,
  readPropertyQuery,
} from "./property-list.ts";
export {
  propertySource,
  removeSource,
  saveSource,
  sourceInput,
  type SourceMapping,
} from "./property-source.ts";
export { seedSampleProperties } from "./seed.ts";
export { syncInput, syncProperties } from "./sync-properties.ts";
export { type PropertyType } from "./kinds.ts";
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
