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
 * Removes all second factors of a member who has lost them and ends their sessions; the password stays. Refused for the
 * actor themselves: removing one's factors takes a code, which the thief of a session does not have.
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
