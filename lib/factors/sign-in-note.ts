import { audit } from "#lib/audit/index.ts";
import type { Guest } from "#lib/auth/index.ts";
import { db } from "#lib/db/index.ts";

/** Notes a step of signing in, by somebody known or, where a passkey is nobody's, a visitor. */
export async function noteSignIn(
  action: "session.signed_in" | "session.second_factor",
  person: { userId: string; name: string } | null,
  guest: Guest,
  outcome: "done" | "failed",
  after: { by?: string; reason?: string },
): Promise<void> {
  await audit(db(), {
    actor: {
      kind: person ? "user" : "visitor",
      id: person?.userId,
      name: person?.name ?? "unknown",
      address: guest.address,
      requestId: guest.requestId,
    },
    action,
    subject: person?.userId,
    outcome,
    after,
  });
}
