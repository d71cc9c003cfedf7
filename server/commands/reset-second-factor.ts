import { resetSecondFactor } from "#lib/identity/second-factors/index.ts";
import { UsageError } from "./index.ts";

const actor = { kind: "system", name: "reset-second-factor" } as const;

/**
 * Lets somebody sign in by password again who has lost phone, passkeys and recovery codes.
 * @returns 0 when it is done; 1 when nobody has this address
 */
export async function run(args: string[]): Promise<number> {
  const [email] = args;
  if (email === undefined || args.length > 1)
    throw new UsageError("reset-second-factor takes the person's e-mail");
  const done = await resetSecondFactor(actor, email);
  process.stdout.write(
    done
      ? `${email} has no second factor any more and is signed out everywhere: the password alone signs in\n`
      : `nobody has the address ${email}\n`,
  );
  return done ? 0 : 1;
}
