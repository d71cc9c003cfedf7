import { purgeIdempotencyKeys } from "#lib/api/idempotency/index.ts";
import { purgeAuthorization } from "#lib/authorization/index.ts";
import { purgeKeySecrets } from "#lib/identity/api-keys/index.ts";
import { purgeSingleUseLinks } from "#lib/identity/members/index.ts";
import { purgeUnconfirmedFactors } from "#lib/identity/second-factors/index.ts";
import { purgeSessions } from "#lib/identity/sessions/index.ts";
import { purgeSignIn } from "#lib/identity/sign-in/index.ts";
import type { RetentionDays } from "#lib/maintenance/retention/index.ts";
import { purgeDeliveries } from "#lib/webhooks/index.ts";

/** Deletes rows that are past their retention, table by table: each is deleted by the module that owns it. */
export async function purge(days: RetentionDays): Promise<void> {
  await purgeIdempotencyKeys(days.idempotencyKeys);
  await purgeAuthorization(days.links);
  await purgeSingleUseLinks(days.links);
  await purgeSessions(days.sessions);
  await purgeSignIn();
  await purgeUnconfirmedFactors();
  await purgeKeySecrets();
  await purgeDeliveries(days.webhookDeliveries);
}
