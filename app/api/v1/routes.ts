import type { Routes } from "#lib/api/index.ts";
import * as accountEndOtherSessions from "./account/end-other-sessions/route.ts";
import * as accountPassword from "./account/password/route.ts";
import * as accountSessionsId from "./account/sessions/[id]/route.ts";
import * as accountSessions from "./account/sessions/route.ts";
import * as accountsAppidAccessTokenRejected from "./accounts/[appid]/access-token/rejected/route.ts";
import * as accountsAppidAccessToken from "./accounts/[appid]/access-token/route.ts";
import * as accountsAppidDeletion from "./accounts/[appid]/deletion/route.ts";
import * as accountsAppidDisable from "./accounts/[appid]/disable/route.ts";
import * as accountsAppidEnable from "./accounts/[appid]/enable/route.ts";
import * as accountsAppidEvents from "./accounts/[appid]/events/route.ts";
import * as accountsAppidMiniProgramConfigReceiptAddress from "./accounts/[appid]/mini-program-config/receipt-address/route.ts";
import * as accountsAppidMiniProgramConfig from "./accounts/[appid]/mini-program-config/route.ts";
import * as accountsAppidMiniProgramConfigTest from "./accounts/[appid]/mini-program-config/test/route.ts";
import * as accountsAppidOpenidProperty from "./accounts/[appid]/openid-property/route.ts";
import * as accountsAppidQuotaResets from "./accounts/[appid]/quota-resets/route.ts";
import * as accountsAppidQuota from "./accounts/[appid]/quota/route.ts";
import * as accountsAppidReceiptsExport from "./accounts/[appid]/receipts/export/route.ts";
import * as accountsAppidReceipts from "./accounts/[appid]/receipts/route.ts";
import * as accountsAppidReceiptsStats from "./accounts/[appid]/receipts/stats/route.ts";
import * as accountsAppidRefresh from "./accounts/[appid]/refresh/route.ts";
import * as accountsAppid from "./accounts/[appid]/route.ts";
import * as accountsAppidSubscribeTemplates from "./accounts/[appid]/subscribe-templates/route.ts";
import * as accountsAppidTestMessages from "./accounts/[appid]/test-messages/route.ts";
import * as accountsBulk from "./accounts/bulk/route.ts";
import * as accountsExport from "./accounts/export/route.ts";
import * as accounts from "./accounts/route.ts";
import * as apiKeysIdRotate from "./api-keys/[id]/rotate/route.ts";
import * as apiKeysId from "./api-keys/[id]/route.ts";
import * as apiKeys from "./api-keys/route.ts";
import * as auditLogExport from "./audit-log/export/route.ts";
import * as auditLog from "./audit-log/route.ts";
import * as authorizationLinksTokenFollowed from "./authorization-links/[token]/followed/route.ts";
import * as authorizationLinksTokenOpened from "./authorization-links/[token]/opened/route.ts";
import * as authorizationLinksTokenReport from "./authorization-links/[token]/report/route.ts";
import * as authorizationLinksToken from "./authorization-links/[token]/route.ts";
import * as authorizationLinks from "./authorization-links/route.ts";
import * as eventsIdProcessAgain from "./events/[id]/process-again/route.ts";
import * as eventsId from "./events/[id]/route.ts";
import * as events from "./events/route.ts";
import * as forgotPassword from "./forgot-password/route.ts";
import * as invite from "./invite/route.ts";
import * as membersIdEndSessions from "./members/[id]/end-sessions/route.ts";
import * as membersIdResetLink from "./members/[id]/reset-link/route.ts";
import * as membersIdResetSecondFactor from "./members/[id]/reset-second-factor/route.ts";
import * as membersId from "./members/[id]/route.ts";
import * as membersInvitationsId from "./members/invitations/[id]/route.ts";
import * as membersInvitations from "./members/invitations/route.ts";
import * as members from "./members/route.ts";
import * as openapiJson from "./openapi.json/route.ts";
import * as permissionSetsMatrix from "./permission-sets/matrix/route.ts";
import * as permissionSets from "./permission-sets/route.ts";
import * as platform from "./platform/route.ts";
import * as platformStartPushTicket from "./platform/start-push-ticket/route.ts";
import * as platformSyncAccounts from "./platform/sync-accounts/route.ts";
import * as reset from "./reset/route.ts";
import * as retention from "./retention/route.ts";
import * as securitySettings from "./security-settings/route.ts";
import * as sessionConfirm from "./session/confirm/route.ts";
import * as sessionFactorsPasskeysId from "./session/factors/passkeys/[id]/route.ts";
import * as sessionFactorsPasskeysOptions from "./session/factors/passkeys/options/route.ts";
import * as sessionFactorsPasskeys from "./session/factors/passkeys/route.ts";
import * as sessionFactorsRecoveryCodes from "./session/factors/recovery-codes/route.ts";
import * as sessionFactors from "./session/factors/route.ts";
import * as sessionFactorsTotpConfirm from "./session/factors/totp/confirm/route.ts";
import * as sessionFactorsTotp from "./session/factors/totp/route.ts";
import * as sessionPasskeyOptions from "./session/passkey-options/route.ts";
import * as setup from "./setup/route.ts";
import * as status from "./status/route.ts";
import * as userPropertiesId from "./user-properties/[id]/route.ts";
import * as userPropertiesExport from "./user-properties/export/route.ts";
import * as userPropertiesImport from "./user-properties/import/route.ts";
import * as userProperties from "./user-properties/route.ts";
import * as userPropertiesSource from "./user-properties/source/route.ts";
import * as userPropertiesSourceSync from "./user-properties/source/sync/route.ts";
import * as webhooksIdDeliveries from "./webhooks/[id]/deliveries/route.ts";
import * as webhooksId from "./webhooks/[id]/route.ts";
import * as webhooksIdSecret from "./webhooks/[id]/secret/route.ts";
import * as webhooksIdTest from "./webhooks/[id]/test/route.ts";
import * as webhooksDeliveriesDeliveryIdRedeliver from "./webhooks/deliveries/[deliveryId]/redeliver/route.ts";
import * as webhooks from "./webhooks/route.ts";

/** Every route of the API by its path, for the reference that is made of them; a test compares it with the files. */
export const routes: Routes = {
  "/account/end-other-sessions": accountEndOtherSessions,
  "/account/password": accountPassword,
  "/account/sessions/{id}": accountSessionsId,
  "/account/sessions": accountSessions,
  "/accounts/{appid}/access-token/rejected": accountsAppidAccessTokenRejected,
  "/accounts/{appid}/access-token": accountsAppidAccessToken,
  "/accounts/{appid}/deletion": accountsAppidDeletion,
  "/accounts/{appid}/disable": accountsAppidDisable,
  "/accounts/{appid}/enable": accountsAppidEnable,
  "/accounts/{appid}/events": accountsAppidEvents,
  "/accounts/{appid}/mini-program-config/receipt-address":
    accountsAppidMiniProgramConfigReceiptAddress,
  "/accounts/{appid}/mini-program-config": accountsAppidMiniProgramConfig,
  "/accounts/{appid}/mini-program-config/test":
    accountsAppidMiniProgramConfigTest,
  "/accounts/{appid}/openid-property": accountsAppidOpenidProperty,
  "/accounts/{appid}/quota-resets": accountsAppidQuotaResets,
  "/accounts/{appid}/quota": accountsAppidQuota,
  "/accounts/{appid}/receipts/export": accountsAppidReceiptsExport,
  "/accounts/{appid}/receipts": accountsAppidReceipts,
  "/accounts/{appid}/receipts/stats": accountsAppidReceiptsStats,
  "/accounts/{appid}/refresh": accountsAppidRefresh,
  "/accounts/{appid}": accountsAppid,
  "/accounts/{appid}/subscribe-templates": accountsAppidSubscribeTemplates,
  "/accounts/{appid}/test-messages": accountsAppidTestMessages,
  "/accounts/bulk": accountsBulk,
  "/accounts/export": accountsExport,
  "/accounts": accounts,
  "/api-keys/{id}/rotate": apiKeysIdRotate,
  "/api-keys/{id}": apiKeysId,
  "/api-keys": apiKeys,
  "/audit-log/export": auditLogExport,
  "/audit-log": auditLog,
  "/authorization-links/{token}/followed": authorizationLinksTokenFollowed,
  "/authorization-links/{token}/opened": authorizationLinksTokenOpened,
  "/authorization-links/{token}/report": authorizationLinksTokenReport,
  "/authorization-links/{token}": authorizationLinksToken,
  "/authorization-links": authorizationLinks,
  "/events/{id}/process-again": eventsIdProcessAgain,
  "/events/{id}": eventsId,
  "/events": events,
  "/forgot-password": forgotPassword,
  "/invite": invite,
  "/members/{id}/end-sessions": membersIdEndSessions,
  "/members/{id}/reset-link": membersIdResetLink,
  "/members/{id}/reset-second-factor": membersIdResetSecondFactor,
  "/members/{id}": membersId,
  "/members/invitations/{id}": membersInvitationsId,
  "/members/invitations": membersInvitations,
  "/members": members,
  "/openapi.json": openapiJson,
  "/permission-sets/matrix": permissionSetsMatrix,
  "/permission-sets": permissionSets,
  "/platform": platform,
  "/platform/start-push-ticket": platformStartPushTicket,
  "/platform/sync-accounts": platformSyncAccounts,
  "/reset": reset,
  "/retention": retention,
  "/security-settings": securitySettings,
  "/session/confirm": sessionConfirm,
  "/session/factors/passkeys/{id}": sessionFactorsPasskeysId,
  "/session/factors/passkeys/options": sessionFactorsPasskeysOptions,
  "/session/factors/passkeys": sessionFactorsPasskeys,
  "/session/factors/recovery-codes": sessionFactorsRecoveryCodes,
  "/session/factors": sessionFactors,
  "/session/factors/totp/confirm": sessionFactorsTotpConfirm,
  "/session/factors/totp": sessionFactorsTotp,
  "/session/passkey-options": sessionPasskeyOptions,
  "/setup": setup,
  "/status": status,
  "/user-properties/{id}": userPropertiesId,
  "/user-properties/export": userPropertiesExport,
  "/user-properties/import": userPropertiesImport,
  "/user-properties": userProperties,
  "/user-properties/source": userPropertiesSource,
  "/user-properties/source/sync": userPropertiesSourceSync,
  "/webhooks/{id}/deliveries": webhooksIdDeliveries,
  "/webhooks/{id}": webhooksId,
  "/webhooks/{id}/secret": webhooksIdSecret,
  "/webhooks/{id}/test": webhooksIdTest,
  "/webhooks/deliveries/{deliveryId}/redeliver":
    webhooksDeliveriesDeliveryIdRedeliver,
  "/webhooks": webhooks,
};
