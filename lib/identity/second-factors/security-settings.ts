import { sql } from "drizzle-orm";
import { z } from "zod";
import { audit, auditActor } from "#lib/audit/index.ts";
import {
  authorize,
  type UserActor,
  requireRecentSignIn,
} from "#lib/access/index.ts";
import { db, schema } from "#lib/base/db/index.ts";

const { securitySettings } = schema;

/** What `PUT /security-settings` takes. */
export const securitySettingsInput = z.strictObject({
  secondFactorRequired: z.boolean(),
});
type SecuritySettings = z.infer<typeof securitySettingsInput>;

/**
 * Decides whether admins and owners must have a second factor. Those without one get a grace period from now.
 * @throws {AccessError} `forbidden`, `recent_sign_in_required`
 */
export async function changeSecuritySettings(
  actor: UserActor,
  { secondFactorRequired }: SecuritySettings,
): Promise<SecuritySettings> {
  authorize(actor, "security.manage");
  await requireRecentSignIn(actor);
  return db().transaction(async (tx) => {
    const [before] = await tx
      .select({ since: securitySettings.secondFactorRequiredSince })
      .from(securitySettings)
      .for("update");
    const wasRequired = before?.since !== null;
    // Setting the same value again does not restart the grace period.
    if (wasRequired !== secondFactorRequired) {
      await tx.update(securitySettings).set({
        secondFactorRequiredSince: secondFactorRequired
          ? sql`clock_timestamp()`
          : null,
      });
      await audit(tx, {
        actor: auditActor(actor),
        action: "security_settings.changed",
        before: { secondFactorRequired: wasRequired },
        after: { secondFactorRequired },
      });
    }
    return { secondFactorRequired };
  });
}
