export type { UserProperty } from "./catalogue-row.ts";
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
  type ImportResult,
} from "./import-properties.ts";
export type { ImportRow } from "./judge-rows.ts";
export type { PropertyError } from "./property-error.ts";
export {
  propertyChange,
  propertyInput,
  type PropertyInput,
  type PropertyType,
} from "./property-input.ts";
export {
  propertyDetail,
  propertyList,
  propertyQuery,
  readPropertyQuery,
} from "./property-list.ts";
export {
  propertySource,
  type PropertySource,
  removeSource,
  saveSource,
  sourceInput,
  type SourceMapping,
} from "./property-source.ts";
export { seedSampleProperties } from "./seed.ts";
export { syncInput, syncProperties } from "./sync-properties.ts";
