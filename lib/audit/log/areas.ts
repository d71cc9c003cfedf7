/** The areas of the audit log's filter, each with the nouns that its actions begin with (`account.enabled`). */
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
