// The modules of lib that the process itself calls; next-bundle.ts says why they come from the build.
export * as apiKeys from "#lib/identity/api-keys/index.ts";
export * as audit from "#lib/audit/index.ts";
export * as body from "#lib/base/read-body.ts";
export * as callbacks from "#lib/callbacks/receive/index.ts";
export * as db from "#lib/base/db/index.ts";
export * as gauges from "#lib/monitoring/gauges/index.ts";
export * as gateway from "#lib/gateway/index.ts";
export * as i18n from "#lib/base/i18n/index.ts";
export * as jobs from "#lib/maintenance/jobs/index.ts";
export * as keyRotation from "#lib/maintenance/key-rotation/index.ts";
export * as members from "#lib/identity/members/index.ts";
export * as metrics from "#lib/base/metrics/index.ts";
export * as platform from "#lib/credentials/platform/index.ts";
export * as properties from "#lib/accounts/user-properties/index.ts";
export * as sessions from "#lib/identity/sessions/index.ts";
export * as tokens from "#lib/credentials/tokens/index.ts";
