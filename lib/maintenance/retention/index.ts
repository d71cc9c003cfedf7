export { changeRetention, retentionInput } from "./change-retention.ts";
export type { RetentionKind } from "./kinds.ts";
export { retention, type RetentionDays, retentionDays } from "./retention.ts";
export { retentionListShape, type Retention } from "./schema.ts";
