// Generated from the routes of app/api/v1 by `npm run generate`.

import type {
  accountDetailShape,
  accountPageShape,
  accountQuery,
  accountShape,
  bulkInput,
  bulkResultsShape,
  deletionInput,
  deletionPreviewShape,
  deletionShape,
  openidChoicePageShape,
  openidChoiceQuery,
  openidPropertyInput,
} from "#lib/accounts/index.ts";
import type {
  permissionSetListShape,
  permissionSetQuery,
} from "#lib/accounts/permissions/index.ts";
import type {
  quotaResetPageShape,
  quotaTodayShape,
  resetInput as accountsQuota_resetInput,
  resetQuery,
  resetResultShape,
} from "#lib/accounts/quota/index.ts";
import type {
  importInput,
  importResultShape,
  propertyChange,
  propertyInput,
  propertyPageShape,
  propertyQuery,
  propertyShape,
  propertySourceShape,
  savedPropertySourceShape,
  sourceInput,
  syncInput,
} from "#lib/accounts/user-properties/index.ts";
import type { auditPageShape, auditQuery } from "#lib/audit/log/index.ts";
import type {
  linkInput,
  linkPageShape,
  linkQuery,
  linkShape,
  newLinkShape,
  reportInput,
  syncResultShape,
  visitInput,
} from "#lib/authorization/index.ts";
import type {
  accountEventQuery,
  eventDetailShape,
  eventPageShape,
  eventQuery,
} from "#lib/callbacks/read/index.ts";
import type {
  platformInput,
  platformShape,
  pushStartedShape,
} from "#lib/credentials/platform/index.ts";
import type {
  accessTokenShape,
  rejectedInput,
  rejectionShape,
} from "#lib/credentials/tokens/index.ts";
import type {
  apiKeyPageShape,
  keyChange,
  keyInput,
  keyQuery,
  newApiKeyShape,
  rotateInput,
} from "#lib/identity/api-keys/index.ts";
import type {
  acceptanceInput,
  forgottenInput,
  invitationInput,
  invitationPageShape,
  invitationQuery,
  linkToPassShape,
  memberChange,
  memberPageShape,
  memberQuery,
  passwordChange,
  profileEmailShape,
  profileSessionPageShape,
  profileSessionQuery,
  resetInput as identityMembers_resetInput,
  sessionsEndedShape,
  setupInput,
} from "#lib/identity/members/index.ts";
import type {
  codeInput,
  firstFactorShape,
  identityProof,
  newTotpShape,
  passkeyChange,
  passkeyInput,
  passkeyOptionsShape,
  profileFactorsShape,
  recoveryCodesShape,
  securitySettingsInput,
  securitySettingsShape,
} from "#lib/identity/second-factors/index.ts";
import type {
  retentionInput,
  retentionListShape,
} from "#lib/maintenance/retention/index.ts";
import type {
  configInput,
  miniProgramConfigShape,
  sourceTestShape,
  testInput,
} from "#lib/mini-programs/index.ts";
import type {
  receiptPageShape,
  receiptQuery,
  receiptStatsShape,
  sentMessageShape,
  templateListShape,
  testMessageInput,
} from "#lib/mini-programs/receipts/index.ts";
import type { statusShape } from "#lib/monitoring/status/index.ts";
import type {
  deliveryPageShape,
  deliveryQuery,
  endpointChange,
  endpointInput,
  endpointListShape,
  endpointSecretShape,
  newEndpointShape,
} from "#lib/webhooks/index.ts";

/** What each operation takes and answers. */
export interface Operations {
  endOtherSessions: { answer: typeof sessionsEndedShape };
  changeOwnPassword: { body: typeof passwordChange };
  endOwnSession: { params: "id" };
  listOwnSessions: {
    query: typeof profileSessionQuery;
    answer: typeof profileSessionPageShape;
  };
  reportRejectedToken: {
    params: "appid";
    body: typeof rejectedInput;
    answer: typeof rejectionShape;
  };
  readAccessToken: { params: "appid"; answer: typeof accessTokenShape };
  previewDeletion: { params: "appid"; answer: typeof deletionPreviewShape };
  disableAccount: { params: "appid"; answer: typeof accountShape };
  enableAccount: { params: "appid"; answer: typeof accountShape };
  listAccountEvents: {
    params: "appid";
    query: typeof accountEventQuery;
    answer: typeof eventPageShape;
  };
  renewReceiptAddress: {
    params: "appid";
    answer: typeof miniProgramConfigShape;
  };
  readMiniProgramConfig: {
    params: "appid";
    answer: typeof miniProgramConfigShape;
  };
  saveMiniProgramConfig: {
    params: "appid";
    body: typeof configInput;
    answer: typeof miniProgramConfigShape;
  };
  testMiniProgramSource: {
    params: "appid";
    body: typeof testInput;
    answer: typeof sourceTestShape;
  };
  listOpenidChoices: {
    params: "appid";
    query: typeof openidChoiceQuery;
    answer: typeof openidChoicePageShape;
  };
  setOpenidProperty: {
    params: "appid";
    body: typeof openidPropertyInput;
    answer: typeof accountShape;
  };
  listQuotaResets: {
    params: "appid";
    query: typeof resetQuery;
    answer: typeof quotaResetPageShape;
  };
  resetQuota: {
    params: "appid";
    body: typeof accountsQuota_resetInput;
    answer: typeof resetResultShape;
  };
  readQuota: { params: "appid"; answer: typeof quotaTodayShape };
  listReceipts: {
    params: "appid";
    query: typeof receiptQuery;
    answer: typeof receiptPageShape;
  };
  readReceiptStats: { params: "appid"; answer: typeof receiptStatsShape };
  refreshAccount: { params: "appid"; answer: typeof accountShape };
  readAccount: { params: "appid"; answer: typeof accountDetailShape };
  deleteAccount: {
    params: "appid";
    body: typeof deletionInput;
    answer: typeof deletionShape;
  };
  listTemplates: { params: "appid"; answer: typeof templateListShape };
  sendTestMessage: {
    params: "appid";
    body: typeof testMessageInput;
    answer: typeof sentMessageShape;
  };
  changeAccounts: { body: typeof bulkInput; answer: typeof bulkResultsShape };
  listAccounts: { query: typeof accountQuery; answer: typeof accountPageShape };
  rotateApiKey: {
    params: "id";
    body: typeof rotateInput;
    answer: typeof newApiKeyShape;
  };
  changeApiKey: { params: "id"; body: typeof keyChange };
  revokeApiKey: { params: "id" };
  listApiKeys: { query: typeof keyQuery; answer: typeof apiKeyPageShape };
  createApiKey: { body: typeof keyInput; answer: typeof newApiKeyShape };
  listAuditLog: { query: typeof auditQuery; answer: typeof auditPageShape };
  reportFollowed: { params: "token"; body: typeof visitInput };
  reportOpened: { params: "token"; body: typeof visitInput };
  reportProblem: { params: "token"; body: typeof reportInput };
  readLink: { params: "token"; answer: typeof linkShape };
  revokeLink: { params: "token" };
  listLinks: { query: typeof linkQuery; answer: typeof linkPageShape };
  createLink: { body: typeof linkInput; answer: typeof newLinkShape };
  processEventAgain: { params: "id" };
  readEvent: { params: "id"; answer: typeof eventDetailShape };
  listEvents: { query: typeof eventQuery; answer: typeof eventPageShape };
  askForReset: { body: typeof forgottenInput };
  acceptInvitation: {
    body: typeof acceptanceInput;
    answer: typeof profileEmailShape;
  };
  endMemberSessions: { params: "id"; answer: typeof sessionsEndedShape };
  makeResetLink: { params: "id"; answer: typeof linkToPassShape };
  resetSecondFactor: { params: "id" };
  changeMember: { params: "id"; body: typeof memberChange };
  revokeInvitation: { params: "id" };
  listInvitations: {
    query: typeof invitationQuery;
    answer: typeof invitationPageShape;
  };
  inviteMember: {
    body: typeof invitationInput;
    answer: typeof linkToPassShape;
  };
  listMembers: { query: typeof memberQuery; answer: typeof memberPageShape };
  readOpenApi: object;
  listPermissionSets: {
    query: typeof permissionSetQuery;
    answer: typeof permissionSetListShape;
  };
  readPlatform: { answer: typeof platformShape };
  savePlatform: { body: typeof platformInput; answer: typeof platformShape };
  startPushTicket: { answer: typeof pushStartedShape };
  syncAccounts: { answer: typeof syncResultShape };
  resetPassword: {
    body: typeof identityMembers_resetInput;
    answer: typeof profileEmailShape;
  };
  readRetention: { answer: typeof retentionListShape };
  changeRetention: {
    body: typeof retentionInput;
    answer: typeof retentionListShape;
  };
  changeSecuritySettings: {
    body: typeof securitySettingsInput;
    answer: typeof securitySettingsShape;
  };
  confirmIdentity: { body: typeof identityProof };
  renamePasskey: { params: "id"; body: typeof passkeyChange };
  removePasskey: { params: "id" };
  beginPasskey: { answer: typeof passkeyOptionsShape };
  addPasskey: { body: typeof passkeyInput; answer: typeof firstFactorShape };
  renewRecoveryCodes: { answer: typeof recoveryCodesShape };
  getOwnFactors: { answer: typeof profileFactorsShape };
  confirmTotp: { body: typeof codeInput; answer: typeof firstFactorShape };
  beginTotp: { answer: typeof newTotpShape };
  removeTotp: { body: typeof codeInput };
  beginPasskeySignIn: { answer: typeof passkeyOptionsShape };
  completeSetup: { body: typeof setupInput; answer: typeof profileEmailShape };
  readStatus: { answer: typeof statusShape };
  readProperty: { params: "id"; answer: typeof propertyShape };
  changeProperty: {
    params: "id";
    body: typeof propertyChange;
    answer: typeof propertyShape;
  };
  retireProperty: { params: "id" };
  importProperties: {
    body: typeof importInput;
    answer: typeof importResultShape;
  };
  listProperties: {
    query: typeof propertyQuery;
    answer: typeof propertyPageShape;
  };
  createProperty: { body: typeof propertyInput; answer: typeof propertyShape };
  readPropertySource: { answer: typeof savedPropertySourceShape };
  savePropertySource: {
    body: typeof sourceInput;
    answer: typeof propertySourceShape;
  };
  removePropertySource: object;
  syncProperties: { body: typeof syncInput; answer: typeof importResultShape };
  listDeliveries: {
    params: "id";
    query: typeof deliveryQuery;
    answer: typeof deliveryPageShape;
  };
  changeWebhook: { params: "id"; body: typeof endpointChange };
  removeWebhook: { params: "id" };
  rotateWebhookSecret: { params: "id"; answer: typeof endpointSecretShape };
  sendWebhookTest: { params: "id" };
  redeliverWebhook: { params: "deliveryId" };
  listWebhooks: { answer: typeof endpointListShape };
  addWebhook: { body: typeof endpointInput; answer: typeof newEndpointShape };
}

/** How each operation is called. */
export const operations = {
  endOtherSessions: "POST /account/end-other-sessions",
  changeOwnPassword: "PUT /account/password",
  endOwnSession: "DELETE /account/sessions/{id}",
  listOwnSessions: "GET /account/sessions",
  reportRejectedToken: "POST /accounts/{appid}/access-token/rejected",
  readAccessToken: "GET /accounts/{appid}/access-token",
  previewDeletion: "GET /accounts/{appid}/deletion",
  disableAccount: "POST /accounts/{appid}/disable",
  enableAccount: "POST /accounts/{appid}/enable",
  listAccountEvents: "GET /accounts/{appid}/events",
  renewReceiptAddress:
    "POST /accounts/{appid}/mini-program-config/receipt-address",
  readMiniProgramConfig: "GET /accounts/{appid}/mini-program-config",
  saveMiniProgramConfig: "PUT /accounts/{appid}/mini-program-config",
  testMiniProgramSource: "POST /accounts/{appid}/mini-program-config/test",
  listOpenidChoices: "GET /accounts/{appid}/openid-property",
  setOpenidProperty: "PUT /accounts/{appid}/openid-property",
  listQuotaResets: "GET /accounts/{appid}/quota-resets",
  resetQuota: "POST /accounts/{appid}/quota-resets",
  readQuota: "GET /accounts/{appid}/quota",
  listReceipts: "GET /accounts/{appid}/receipts",
  readReceiptStats: "GET /accounts/{appid}/receipts/stats",
  refreshAccount: "POST /accounts/{appid}/refresh",
  readAccount: "GET /accounts/{appid}",
  deleteAccount: "DELETE /accounts/{appid}",
  listTemplates: "GET /accounts/{appid}/subscribe-templates",
  sendTestMessage: "POST /accounts/{appid}/test-messages",
  changeAccounts: "POST /accounts/bulk",
  listAccounts: "GET /accounts",
  rotateApiKey: "POST /api-keys/{id}/rotate",
  changeApiKey: "PUT /api-keys/{id}",
  revokeApiKey: "DELETE /api-keys/{id}",
  listApiKeys: "GET /api-keys",
  createApiKey: "POST /api-keys",
  listAuditLog: "GET /audit-log",
  reportFollowed: "POST /authorization-links/{token}/followed",
  reportOpened: "POST /authorization-links/{token}/opened",
  reportProblem: "POST /authorization-links/{token}/report",
  readLink: "GET /authorization-links/{token}",
  revokeLink: "DELETE /authorization-links/{token}",
  listLinks: "GET /authorization-links",
  createLink: "POST /authorization-links",
  processEventAgain: "POST /events/{id}/process-again",
  readEvent: "GET /events/{id}",
  listEvents: "GET /events",
  askForReset: "POST /forgot-password",
  acceptInvitation: "POST /invite",
  endMemberSessions: "POST /members/{id}/end-sessions",
  makeResetLink: "POST /members/{id}/reset-link",
  resetSecondFactor: "POST /members/{id}/reset-second-factor",
  changeMember: "PUT /members/{id}",
  revokeInvitation: "DELETE /members/invitations/{id}",
  listInvitations: "GET /members/invitations",
  inviteMember: "POST /members/invitations",
  listMembers: "GET /members",
  readOpenApi: "GET /openapi.json",
  listPermissionSets: "GET /permission-sets",
  readPlatform: "GET /platform",
  savePlatform: "PUT /platform",
  startPushTicket: "POST /platform/start-push-ticket",
  syncAccounts: "POST /platform/sync-accounts",
  resetPassword: "POST /reset",
  readRetention: "GET /retention",
  changeRetention: "PUT /retention",
  changeSecuritySettings: "PUT /security-settings",
  confirmIdentity: "POST /session/confirm",
  renamePasskey: "PUT /session/factors/passkeys/{id}",
  removePasskey: "DELETE /session/factors/passkeys/{id}",
  beginPasskey: "POST /session/factors/passkeys/options",
  addPasskey: "POST /session/factors/passkeys",
  renewRecoveryCodes: "POST /session/factors/recovery-codes",
  getOwnFactors: "GET /session/factors",
  confirmTotp: "POST /session/factors/totp/confirm",
  beginTotp: "POST /session/factors/totp",
  removeTotp: "DELETE /session/factors/totp",
  beginPasskeySignIn: "POST /session/passkey-options",
  completeSetup: "POST /setup",
  readStatus: "GET /status",
  readProperty: "GET /user-properties/{id}",
  changeProperty: "PUT /user-properties/{id}",
  retireProperty: "DELETE /user-properties/{id}",
  importProperties: "POST /user-properties/import",
  listProperties: "GET /user-properties",
  createProperty: "POST /user-properties",
  readPropertySource: "GET /user-properties/source",
  savePropertySource: "PUT /user-properties/source",
  removePropertySource: "DELETE /user-properties/source",
  syncProperties: "POST /user-properties/source/sync",
  listDeliveries: "GET /webhooks/{id}/deliveries",
  changeWebhook: "PUT /webhooks/{id}",
  removeWebhook: "DELETE /webhooks/{id}",
  rotateWebhookSecret: "POST /webhooks/{id}/secret",
  sendWebhookTest: "POST /webhooks/{id}/test",
  redeliverWebhook: "POST /webhooks/deliveries/{deliveryId}/redeliver",
  listWebhooks: "GET /webhooks",
  addWebhook: "POST /webhooks",
} as const satisfies Record<keyof Operations, string>;
