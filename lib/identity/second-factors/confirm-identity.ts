import { z } from "zod";
import {
  confirmInput,
  confirmPassword,
  recordProof,
} from "#lib/identity/sign-in/index.ts";
import type { UserActor } from "#lib/access/index.ts";
import { FactorError } from "./factor-error.ts";
import { assertionShape } from "./passkey-shapes.ts";
import { usePasskey } from "./use-passkey.ts";

/** What `POST /session/confirm` takes: the password, or a passkey. */
export const identityProof = z
  .strictObject({
    password: confirmInput.shape.password.optional(),
    assertion: assertionShape.optional(),
  })
  .refine(
    ({ password, assertion }) =>
      (password === undefined) !== (assertion === undefined),
    { error: "required", path: ["password"] },
  );

/**
 * Confirms the identity of the signed-in person, by password or passkey.
 * @throws {IdentityError} `too_many_attempts`, `password_wrong`
 * @throws {FactorError} `passkey_refused`
 */
export async function confirmIdentity(
  actor: UserActor,
  { password, assertion }: z.infer<typeof identityProof>,
): Promise<void> {
  if (password !== undefined) return confirmPassword(actor, { password });
  const used = assertion ? await usePasskey(assertion) : null;
  const right = used?.userId === actor.userId;
  await recordProof(actor, right ? "done" : "failed", "passkey");
  if (!right) throw new FactorError("passkey_refused");
}
