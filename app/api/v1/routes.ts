// Generated from the routes of app/api/v1 by `npm run generate`.

import type { Routes } from "#lib/api/index.ts";
import * as route0 from "./account/end-other-sessions/route.ts";
import * as route1 from "./account/password/route.ts";
import * as route2 from "./account/sessions/[id]/route.ts";
import * as route3 from "./account/sessions/route.ts";
import * as route4 from "./accounts/[appid]/access-token/rejected/route.ts";
import * as route5 from "./accounts/[appid]/access-token/route.ts";
import * as route6 from "./accounts/[appid]/deletion/route.ts";
import * as route7 from "./accounts/[appid]/disable/route.ts";
import * as route8 from "./accounts/[appid]/enable/route.ts";
import * as route9 from "./accounts/[appid]/events/route.ts";
import * as route10 from "./accounts/[appid]/mini-program-config/receipt-address/route.ts";
import * as route11 from "./accounts/[appid]/mini-program-config/route.ts";
import * as route12 from "./accounts/[appid]/mini-program-config/test/route.ts";
import * as route13 from "./accounts/[appid]/openid-property/route.ts";
import * as route14 from "./accounts/[appid]/quota-resets/route.ts";
import * as route15 from "./accounts/[appid]/quota/route.ts";
import * as route16 from "./accounts/[appid]/receipts/export/route.ts";
import * as route17 from "./accounts/[appid]/receipts/route.ts";
import * as route18 from "./accounts/[appid]/receipts/stats/route.ts";
import * as route19 from "./accounts/[appid]/refresh/route.ts";
import * as route20 from "./accounts/[appid]/route.ts";
import * as route21 from "./accounts/[appid]/subscribe-templates/route.ts";
import * as route22 from "./accounts/[appid]/test-messages/route.ts";
import * as route23 from "./accounts/bulk/route.ts";
import * as route24 from "./accounts/export/route.ts";
import * as route25 from "./accounts/route.ts";
import * as route26 from "./api-keys/[id]/rotate/route.ts";
import * as route27 from "./api-keys/[id]/route.ts";
import * as route28 from "./api-keys/route.ts";
import * as route29 from "./audit-log/export/route.ts";
import * as route30 from "./audit-log/route.ts";
import * as route31 from "./authorization-links/[token]/followed/route.ts";
import * as route32 from "./authorization-links/[token]/opened/route.ts";
import * as route33 from "./authorization-links/[token]/report/route.ts";
import * as route34 from "./authorization-links/[token]/route.ts";
import * as route35 from "./authorization-links/route.ts";
import * as route36 from "./events/[id]/process-again/route.ts";
import * as route37 from "./events/[id]/route.ts";
import * as route38 from "./events/route.ts";
import * as route39 from "./forgot-password/route.ts";
import * as route40 from "./invite/route.ts";
import * as route41 from "./members/[id]/end-sessions/route.ts";
import * as route42 from "./members/[id]/reset-link/route.ts";
import * as route43 from "./members/[id]/reset-second-factor/route.ts";
import * as route44 from "./members/[id]/route.ts";
import * as route45 from "./members/invitations/[id]/route.ts";
import * as route46 from "./members/invitations/route.ts";
import * as route47 from "./members/route.ts";
import * as route48 from "./permission-sets/matrix/route.ts";
import * as route49 from "./permission-sets/route.ts";
import * as route50 from "./platform/route.ts";
import * as route51 from "./platform/start-push-ticket/route.ts";
import * as route52 from "./platform/sync-accounts/route.ts";
import * as route53 from "./reset/route.ts";
import * as route54 from "./retention/route.ts";
import * as route55 from "./security-settings/route.ts";
import * as route56 from "./session/confirm/route.ts";
import * as route57 from "./session/factors/passkeys/[id]/route.ts";
import * as route58 from "./session/factors/passkeys/options/route.ts";
import * as route59 from "./session/factors/passkeys/route.ts";
import * as route60 from "./session/factors/recovery-codes/route.ts";
import * as route61 from "./session/factors/route.ts";
import * as route62 from "./session/factors/totp/confirm/route.ts";
import * as route63 from "./session/factors/totp/route.ts";
import * as route64 from "./session/passkey-options/route.ts";
import * as route65 from "./setup/route.ts";
import * as route66 from "./status/route.ts";
import * as route67 from "./user-properties/[id]/route.ts";
import * as route68 from "./user-properties/export/route.ts";
import * as route69 from "./user-properties/import/route.ts";
import * as route70 from "./user-properties/route.ts";
import * as route71 from "./user-properties/source/route.ts";
import * as route72 from "./user-properties/source/sync/route.ts";
import * as route73 from "./webhooks/[id]/deliveries/route.ts";
import * as route74 from "./webhooks/[id]/route.ts";
import * as route75 from "./webhooks/[id]/secret/route.ts";
import * as route76 from "./webhooks/[id]/test/route.ts";
import * as route77 from "./webhooks/deliveries/[deliveryId]/redeliver/route.ts";
import * as route78 from "./webhooks/route.ts";

/** Every route of the API by its path, except that of the OpenAPI document itself. */
export const routes: Routes = {
  "/account/end-other-sessions": route0,
  "/account/password": route1,
  "/account/sessions/{id}": route2,
  "/account/sessions": route3,
  "/accounts/{appid}/access-token/rejected": route4,
  "/accounts/{appid}/access-token": route5,
  "/accounts/{appid}/deletion": route6,
  "/accounts/{appid}/disable": route7,
  "/accounts/{appid}/enable": route8,
  "/accounts/{appid}/events": route9,
  "/accounts/{appid}/mini-program-config/receipt-address": route10,
  "/accounts/{appid}/mini-program-config": route11,
  "/accounts/{appid}/mini-program-config/test": route12,
  "/accounts/{appid}/openid-property": route13,
  "/accounts/{appid}/quota-resets": route14,
  "/accounts/{appid}/quota": route15,
  "/accounts/{appid}/receipts/export": route16,
  "/accounts/{appid}/receipts": route17,
  "/accounts/{appid}/receipts/stats": route18,
  "/accounts/{appid}/refresh": route19,
  "/accounts/{appid}": route20,
  "/accounts/{appid}/subscribe-templates": route21,
  "/accounts/{appid}/test-messages": route22,
  "/accounts/bulk": route23,
  "/accounts/export": route24,
  "/accounts": route25,
  "/api-keys/{id}/rotate": route26,
  "/api-keys/{id}": route27,
  "/api-keys": route28,
  "/audit-log/export": route29,
  "/audit-log": route30,
  "/authorization-links/{token}/followed": route31,
  "/authorization-links/{token}/opened": route32,
  "/authorization-links/{token}/report": route33,
  "/authorization-links/{token}": route34,
  "/authorization-links": route35,
  "/events/{id}/process-again": route36,
  "/events/{id}": route37,
  "/events": route38,
  "/forgot-password": route39,
  "/invite": route40,
  "/members/{id}/end-sessions": route41,
  "/members/{id}/reset-link": route42,
  "/members/{id}/reset-second-factor": route43,
  "/members/{id}": route44,
  "/members/invitations/{id}": route45,
  "/members/invitations": route46,
  "/members": route47,
  "/permission-sets/matrix": route48,
  "/permission-sets": route49,
  "/platform": route50,
  "/platform/start-push-ticket": route51,
  "/platform/sync-accounts": route52,
  "/reset": route53,
  "/retention": route54,
  "/security-settings": route55,
  "/session/confirm": route56,
  "/session/factors/passkeys/{id}": route57,
  "/session/factors/passkeys/options": route58,
  "/session/factors/passkeys": route59,
  "/session/factors/recovery-codes": route60,
  "/session/factors": route61,
  "/session/factors/totp/confirm": route62,
  "/session/factors/totp": route63,
  "/session/passkey-options": route64,
  "/setup": route65,
  "/status": route66,
  "/user-properties/{id}": route67,
  "/user-properties/export": route68,
  "/user-properties/import": route69,
  "/user-properties": route70,
  "/user-properties/source": route71,
  "/user-properties/source/sync": route72,
  "/webhooks/{id}/deliveries": route73,
  "/webhooks/{id}": route74,
  "/webhooks/{id}/secret": route75,
  "/webhooks/{id}/test": route76,
  "/webhooks/deliveries/{deliveryId}/redeliver": route77,
  "/webhooks": route78,
};
