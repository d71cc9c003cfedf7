import { resetSecondFactor } from "#lib/identity/second-factors/index.ts";
import { UsageError } from "./usage-error.ts";

const actor = { kind: "system", name: "reset-second-factor" } as const;

/**
 * Removes the second factors of a member who has lost phone, passkeys and recovery codes.
 * @returns 0 when it is done; 1 when no member has this address
 */
export async function run(args: string[]): Promise<number> {
  const [email] = args;
  if (email === undefined || args.length > 1)
    throw new UsageError("reset-second-factor takes a member's e-mail address");
  const done = await resetSecondFactor(actor, email);
  process.stdout.write(
    done
      ? `${email} has no second factor any more and is signed out everywhere; the password is enough to sign in\n`
      : `no member has the address ${email}\n`,
  );
  return done ? 0 : 1;
}
