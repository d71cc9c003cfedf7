import { sql } from "drizzle-orm";
import { authorize, can, type UserActor } from "#lib/access/index.ts";
import { db, schema } from "#lib/base/db/index.ts";
import { isFarReaching } from "./requirement.ts";
import type { ProfileFactors, ProfilePasskey } from "./schema.ts";

const { passkeys, recoveryCodes, securitySettings, totpFactors, users } =
  schema;

interface FactorsRow extends Record<string, unknown> {
  required: boolean;
  password: boolean;
  totp_since: string | null;
  codes_left: number;
  passkeys: ProfilePasskey[];
}

/**
 * The current user's password status and second factors, read in one statement.
 * @throws {AccessError} `forbidden`
 */
export async function profileFactors(
  actor: UserActor,
): Promise<ProfileFactors> {
  authorize(actor, "factors.own");
  const { userId } = actor;
  const { rows } = await db().execute<FactorsRow>(sql`
    select ${securitySettings.secondFactorRequiredSince} is not null as required,
      exists (select from ${users} where ${users.id} = ${userId} and ${users.passwordHash} is not null) as password,
      (select ${totpFactors.confirmedAt} from ${totpFactors}
        where ${totpFactors.userId} = ${userId} and ${totpFactors.confirmedAt} is not null) as totp_since,
      (select count(*)::int from ${recoveryCodes}
        where ${recoveryCodes.userId} = ${userId} and ${recoveryCodes.usedAt} is null) as codes_left,
      (select coalesce(json_agg(json_build_object(
          'id', ${passkeys.credentialId}, 'name', ${passkeys.name}, 'backedUp', ${passkeys.backedUp},
          'createdAt', ${passkeys.createdAt}, 'lastUsedAt', ${passkeys.lastUsedAt}
        ) order by ${passkeys.createdAt}, ${passkeys.credentialId}), '[]')
        from ${passkeys} where ${passkeys.userId} = ${userId}) as passkeys
    from ${securitySettings}`);
  const [row] = rows;
  const required = row?.required ?? true;
  return {
    password: row?.password ?? false,
    totpSince: isoOf(row?.totp_since ?? null),
    passkeys: (row?.passkeys ?? []).map((passkey) => ({
      ...passkey,
      createdAt: isoOf(passkey.createdAt) ?? "",
      lastUsedAt: isoOf(passkey.lastUsedAt),
    })),
    recoveryCodesLeft: row?.codes_left ?? 0,
    required: required && isFarReaching(actor.role),
    requiredOfAdmins: can(actor, "security.manage") ? required : null,
  };
}

const isoOf = (at: string | null) =>
  at === null ? null : new Date(at).toISOString();
