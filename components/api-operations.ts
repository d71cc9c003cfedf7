// Generated from the routes of app/api/v1 by `npm run generate`.

import type * as accounts from "#lib/accounts/index.ts";
import type * as accountsPermissions from "#lib/accounts/permissions/index.ts";
import type * as accountsQuota from "#lib/accounts/quota/index.ts";
import type * as accountsUserProperties from "#lib/accounts/user-properties/index.ts";
import type * as auditLog from "#lib/audit/log/index.ts";
import type * as authorization from "#lib/authorization/index.ts";
import type * as callbacksRead from "#lib/callbacks/read/index.ts";
import type * as credentialsPlatform from "#lib/credentials/platform/index.ts";
import type * as credentialsTokens from "#lib/credentials/tokens/index.ts";
import type * as identityApiKeys from "#lib/identity/api-keys/index.ts";
import type * as identityMembers from "#lib/identity/members/index.ts";
import type * as identitySecondFactors from "#lib/identity/second-factors/index.ts";
import type * as maintenanceRetention from "#lib/maintenance/retention/index.ts";
import type * as miniPrograms from "#lib/mini-programs/index.ts";
import type * as miniProgramsReceipts from "#lib/mini-programs/receipts/index.ts";
import type * as monitoringStatus from "#lib/monitoring/status/index.ts";
import type * as webhooks from "#lib/webhooks/index.ts";

/** What each operation takes and answers. */
export interface Operations {
  endOtherSessions: { answer: typeof identityMembers.sessionsEndedShape };
  changeOwnPassword: { body: typeof identityMembers.passwordChange };
  endOwnSession: { params: "id" };
  listOwnSessions: {
    query: typeof identityMembers.profileSessionQuery;
    answer: typeof identityMembers.ownSessionPageShape;
  };
  reportRejectedToken: {
    params: "appid";
    body: typeof credentialsTokens.rejectedInput;
    answer: typeof credentialsTokens.rejectionShape;
  };
  readAccessToken: {
    params: "appid";
    answer: typeof credentialsTokens.accessTokenShape;
  };
  previewDeletion: {
    params: "appid";
    answer: typeof accounts.deletionPreviewShape;
  };
  disableAccount: { params: "appid"; answer: typeof accounts.accountShape };
  enableAccount: { params: "appid"; answer: typeof accounts.accountShape };
  listAccountEvents: {
    params: "appid";
    query: typeof callbacksRead.accountEventQuery;
    answer: typeof callbacksRead.eventPageShape;
  };
  renewReceiptAddress: {
    params: "appid";
    answer: typeof miniPrograms.miniProgramConfigShape;
  };
  readMiniProgramConfig: {
    params: "appid";
    answer: typeof miniPrograms.miniProgramConfigShape;
  };
  saveMiniProgramConfig: {
    params: "appid";
    body: typeof miniPrograms.configInput;
    answer: typeof miniPrograms.miniProgramConfigShape;
  };
  testMiniProgramSource: {
    params: "appid";
    body: typeof miniPrograms.testInput;
    answer: typeof miniPrograms.sourceTestShape;
  };
  listOpenidChoices: {
    params: "appid";
    query: typeof accounts.openidChoiceQuery;
    answer: typeof accounts.openidChoicePageShape;
  };
  setOpenidProperty: {
    params: "appid";
    body: typeof accounts.openidPropertyInput;
    answer: typeof accounts.accountShape;
  };
  listQuotaResets: {
    params: "appid";
    query: typeof accountsQuota.resetQuery;
    answer: typeof accountsQuota.quotaResetPageShape;
  };
  resetQuota: {
    params: "appid";
    body: typeof accountsQuota.resetInput;
    answer: typeof accountsQuota.resetResultShape;
  };
  readQuota: { params: "appid"; answer: typeof accountsQuota.quotaTodayShape };
  listReceipts: {
    params: "appid";
    query: typeof miniProgramsReceipts.receiptQuery;
    answer: typeof miniProgramsReceipts.receiptPageShape;
  };
  readReceiptStats: {
    params: "appid";
    answer: typeof miniProgramsReceipts.receiptStatsShape;
  };
  refreshAccount: { params: "appid"; answer: typeof accounts.accountShape };
  readAccount: { params: "appid"; answer: typeof accounts.accountDetailShape };
  deleteAccount: {
    params: "appid";
    body: typeof accounts.deletionInput;
    answer: typeof accounts.deletionShape;
  };
  listTemplates: {
    params: "appid";
    answer: typeof miniProgramsReceipts.templateListShape;
  };
  sendTestMessage: {
    params: "appid";
    body: typeof miniProgramsReceipts.testMessageInput;
    answer: typeof miniProgramsReceipts.sentMessageShape;
  };
  changeAccounts: {
    body: typeof accounts.bulkInput;
    answer: typeof accounts.bulkResultsShape;
  };
  listAccounts: {
    query: typeof accounts.accountQuery;
    answer: typeof accounts.accountPageShape;
  };
  rotateApiKey: {
    params: "id";
    body: typeof identityApiKeys.rotateInput;
    answer: typeof identityApiKeys.newApiKeyShape;
  };
  changeApiKey: { params: "id"; body: typeof identityApiKeys.keyChange };
  revokeApiKey: { params: "id" };
  listApiKeys: {
    query: typeof identityApiKeys.keyQuery;
    answer: typeof identityApiKeys.apiKeyPageShape;
  };
  createApiKey: {
    body: typeof identityApiKeys.keyInput;
    answer: typeof identityApiKeys.newApiKeyShape;
  };
  listAuditLog: {
    query: typeof auditLog.auditQuery;
    answer: typeof auditLog.auditPageShape;
  };
  reportFollowed: { params: "token"; body: typeof authorization.visitInput };
  reportOpened: { params: "token"; body: typeof authorization.visitInput };
  reportProblem: { params: "token"; body: typeof authorization.reportInput };
  readLink: { params: "token"; answer: typeof authorization.linkShape };
  revokeLink: { params: "token" };
  listLinks: {
    query: typeof authorization.linkQuery;
    answer: typeof authorization.linkPageShape;
  };
  createLink: {
    body: typeof authorization.linkInput;
    answer: typeof authorization.newLinkShape;
  };
  processEventAgain: { params: "id" };
  readEvent: { params: "id"; answer: typeof callbacksRead.eventDetailShape };
  listEvents: {
    query: typeof callbacksRead.eventQuery;
    answer: typeof callbacksRead.eventPageShape;
  };
  askForReset: { body: typeof identityMembers.forgottenInput };
  acceptInvitation: {
    body: typeof identityMembers.acceptanceInput;
    answer: typeof identityMembers.ownAddressShape;
  };
  endMemberSessions: {
    params: "id";
    answer: typeof identityMembers.sessionsEndedShape;
  };
  makeResetLink: {
    params: "id";
    answer: typeof identityMembers.linkToPassShape;
  };
  resetSecondFactor: { params: "id" };
  changeMember: { params: "id"; body: typeof identityMembers.memberChange };
  revokeInvitation: { params: "id" };
  listInvitations: {
    query: typeof identityMembers.invitationQuery;
    answer: typeof identityMembers.invitationPageShape;
  };
  inviteMember: {
    body: typeof identityMembers.invitationInput;
    answer: typeof identityMembers.linkToPassShape;
  };
  listMembers: {
    query: typeof identityMembers.memberQuery;
    answer: typeof identityMembers.memberPageShape;
  };
  readOpenApi: object;
  listPermissionSets: {
    query: typeof accountsPermissions.permissionSetQuery;
    answer: typeof accountsPermissions.permissionSetListShape;
  };
  readPlatform: { answer: typeof credentialsPlatform.platformShape };
  savePlatform: {
    body: typeof credentialsPlatform.platformInput;
    answer: typeof credentialsPlatform.platformShape;
  };
  startPushTicket: { answer: typeof credentialsPlatform.pushStartedShape };
  syncAccounts: { answer: typeof authorization.syncResultShape };
  resetPassword: {
    body: typeof identityMembers.resetInput;
    answer: typeof identityMembers.ownAddressShape;
  };
  readRetention: { answer: typeof maintenanceRetention.retentionListShape };
  changeRetention: {
    body: typeof maintenanceRetention.retentionInput;
    answer: typeof maintenanceRetention.retentionListShape;
  };
  changeSecuritySettings: {
    body: typeof identitySecondFactors.securitySettingsInput;
    answer: typeof identitySecondFactors.securitySettingsShape;
  };
  confirmIdentity: { body: typeof identitySecondFactors.identityProof };
  renamePasskey: {
    params: "id";
    body: typeof identitySecondFactors.passkeyChange;
  };
  removePasskey: { params: "id" };
  beginPasskey: { answer: typeof identitySecondFactors.passkeyOptionsShape };
  addPasskey: {
    body: typeof identitySecondFactors.passkeyInput;
    answer: typeof identitySecondFactors.firstFactorShape;
  };
  renewRecoveryCodes: {
    answer: typeof identitySecondFactors.recoveryCodesShape;
  };
  getOwnFactors: { answer: typeof identitySecondFactors.ownFactorsShape };
  confirmTotp: {
    body: typeof identitySecondFactors.codeInput;
    answer: typeof identitySecondFactors.firstFactorShape;
  };
  beginTotp: { answer: typeof identitySecondFactors.newTotpShape };
  removeTotp: { body: typeof identitySecondFactors.codeInput };
  beginPasskeySignIn: {
    answer: typeof identitySecondFactors.passkeyOptionsShape;
  };
  completeSetup: {
    body: typeof identityMembers.setupInput;
    answer: typeof identityMembers.ownAddressShape;
  };
  readStatus: { answer: typeof monitoringStatus.statusShape };
  readProperty: {
    params: "id";
    answer: typeof accountsUserProperties.propertyShape;
  };
  changeProperty: {
    params: "id";
    body: typeof accountsUserProperties.propertyChange;
    answer: typeof accountsUserProperties.propertyShape;
  };
  retireProperty: { params: "id" };
  importProperties: {
    body: typeof accountsUserProperties.importInput;
    answer: typeof accountsUserProperties.importResultShape;
  };
  listProperties: {
    query: typeof accountsUserProperties.propertyQuery;
    answer: typeof accountsUserProperties.propertyPageShape;
  };
  createProperty: {
    body: typeof accountsUserProperties.propertyInput;
    answer: typeof accountsUserProperties.propertyShape;
  };
  readPropertySource: {
    answer: typeof accountsUserProperties.savedPropertySourceShape;
  };
  savePropertySource: {
    body: typeof accountsUserProperties.sourceInput;
    answer: typeof accountsUserProperties.propertySourceShape;
  };
  removePropertySource: object;
  syncProperties: {
    body: typeof accountsUserProperties.syncInput;
    answer: typeof accountsUserProperties.importResultShape;
  };
  listDeliveries: {
    params: "id";
    query: typeof webhooks.deliveryQuery;
    answer: typeof webhooks.deliveryPageShape;
  };
  changeWebhook: { params: "id"; body: typeof webhooks.endpointChange };
  removeWebhook: { params: "id" };
  rotateWebhookSecret: {
    params: "id";
    answer: typeof webhooks.endpointSecretShape;
  };
  sendWebhookTest: { params: "id" };
  redeliverWebhook: { params: "deliveryId" };
  listWebhooks: { answer: typeof webhooks.endpointListShape };
  addWebhook: {
    body: typeof webhooks.endpointInput;
    answer: typeof webhooks.newEndpointShape;
  };
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
