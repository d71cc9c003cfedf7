export { changeRetention, retentionInput } from "./change-retention.ts";
export type { RetentionKind } from "./kinds.ts";
export {
  type Retention,
  retention,
  type RetentionDays,
  retentionDays,
} from "./retention.ts";
