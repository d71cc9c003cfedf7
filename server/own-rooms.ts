// The rooms of lib that the process itself runs.
export * as audit from "#lib/audit/index.ts";
export * as auth from "#lib/auth/index.ts";
export * as db from "#lib/db/index.ts";
export * as http from "#lib/http/index.ts";
export * as i18n from "#lib/i18n/index.ts";
export * as inbox from "#lib/inbox/index.ts";
export * as jobs from "#lib/jobs/index.ts";
export * as keyRotation from "#lib/key-rotation/index.ts";
export * as metrics from "#lib/metrics/index.ts";
export * as platform from "#lib/platform/index.ts";
export * as properties from "#lib/properties/index.ts";
export * as tokens from "#lib/tokens/index.ts";
