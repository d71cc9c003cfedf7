import { auditActor } from "#lib/audit/index.ts";
import {
  AccessError,
  authorize,
  type UserActor,
  requireRecentSignIn,
} from "#lib/access/index.ts";
import { db } from "#lib/base/db/index.ts";
import {
  clearSecondFactors,
  FactorError,
  secondFactorsOf,
} from "#lib/identity/second-factors/index.ts";
import { lockMember } from "./lock-member.ts";

/**
 * Takes all second factors of a member away who has lost them, and ends their sessions; the password stays. Not one's own:
 * for those a code is asked, which a session in foreign hands does not bring.
 * @throws {AccessError} `forbidden`, `recent_sign_in_required`
 * @throws {MemberError} `member_unknown`
 * @throws {FactorError} `factors_none`
 */
export async function resetMemberSecondFactor(
  actor: UserActor,
  id: string,
): Promise<void> {
  authorize(actor, "members.manage");
  if (id === actor.userId) throw new AccessError("forbidden");
  await requireRecentSignIn(actor);
  await db().transaction(async (tx) => {
    const member = await lockMember(tx, actor, id);
    const { totp, passkey } = await secondFactorsOf(member.id, tx);
    if (!totp && !passkey) throw new FactorError("factors_none");
    await clearSecondFactors(tx, auditActor(actor), member.id);
  });
}
