import { sql } from "drizzle-orm";
import {
  type Database,
  db,
  schema,
  type Transaction,
} from "#lib/base/db/index.ts";

const { passkeys, totpFactors } = schema;

/** The second factors that a person has; recovery codes come with either. */
export interface SecondFactors {
  /** A confirmed authenticator app. */
  totp: boolean;
  passkey: boolean;
}

/** The second factors of a user. */
export async function secondFactorsOf(
  userId: string,
  database: Database | Transaction = db(),
): Promise<SecondFactors> {
  const { rows } = await database.execute<{ totp: boolean; passkey: boolean }>(
    sql`select
      exists (select from ${totpFactors} where ${totpFactors.userId} = ${userId} and ${totpFactors.confirmedAt} is not null) as totp,
      exists (select from ${passkeys} where ${passkeys.userId} = ${userId}) as passkey`,
  );
  return rows[0] ?? { totp: false, passkey: false };
}
