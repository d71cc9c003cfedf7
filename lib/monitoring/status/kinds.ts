/** What can be wrong; each has its words in the messages `status.problems`. */
export const problemKinds = [
  "platform_missing",
  "ticket_never",
  "ticket_late",
  "ticket_expired",
  "platform_token_failing",
  "wechat_api_down",
  "accounts_need_authorization",
  "tokens_failing",
  "events_waiting",
  "events_parked",
  "webhooks_failing",
] as const;
export type ProblemKind = (typeof problemKinds)[number];

export const severities = ["danger", "warning"] as const;
