/**
 * What the audit log tells of, by the nouns with which its actions begin (`account.enabled`). An action whose noun is
 * missing here is found by no filter: a test compares.
 */
export const auditAreas = {
  accounts: ["account"],
  links: ["link"],
  miniPrograms: ["mini_program", "message"],
  tokens: ["token"],
  events: ["event"],
  properties: ["user_property", "user_properties", "property_source"],
  platform: ["platform"],
  webhooks: ["webhook"],
  apiKeys: ["api_key"],
  people: [
    "member",
    "invitation",
    "session",
    "totp",
    "passkey",
    "recovery_codes",
    "second_factor",
  ],
  settings: ["retention", "security_settings"],
  refusals: ["request"],
} as const satisfies Record<string, readonly string[]>;

export type AuditArea = keyof typeof auditAreas;
export const auditAreaNames = Object.keys(auditAreas) as AuditArea[];
