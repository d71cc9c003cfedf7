/** How many days each kind of data is kept. */

export { changeRetention, retentionInput } from "./change-retention.ts";

export { retention, type RetentionDays, retentionDays } from "./retention.ts";

export { retentionListShape, type Retention } from "./schema.ts";
export type { RetentionKind } from "./kinds.ts";
