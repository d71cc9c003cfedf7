import { sql } from "drizzle-orm";
import {
  can,
  livingSession,
  noteSeen,
  type PersonRow,
  personOf,
} from "#lib/auth/index.ts";
import { pool, prepared, schema, together } from "#lib/db/index.ts";
import { hashToken } from "#lib/secrets/index.ts";
import type { AccessToken } from "./access-token.ts";
import { noteReading } from "./note-reading.ts";
import { readableForAccount } from "./sealed.ts";
import { clockOf } from "./timing.ts";

const { accountTokens } = schema;
const { fresh } = clockOf(accountTokens.refreshedAt, accountTokens.expiresAt);

interface HotRow extends PersonRow {
  /** Of the question, from 1. */
  place: string;
  source: AccessToken["source"];
  kind: "component" | "own";
  access_token_sealed: string;
  expires_at: Date;
  version: string;
}

const findHotTokens = prepared(
  "hot_tokens",
  sql`
    select given.place, person.*, token.*
    from unnest(${sql.placeholder("sessionIds")}::text[], ${sql.placeholder("appids")}::text[])
      with ordinality as given(session_id, appid, place),
    lateral (${livingSession(sql`given.session_id`)}) as person,
    lateral (
      select coalesce(accounts.send_mode, 'component') as source, account_tokens.kind,
        account_tokens.access_token_sealed, account_tokens.expires_at, account_tokens.version
      from accounts join account_tokens on account_tokens.appid = accounts.appid
        and account_tokens.kind = case when accounts.send_mode is null then 'component' else 'own' end
      where accounts.appid = given.appid and account_tokens.access_token_sealed is not null and ${fresh}
      limit 1
    ) as token`,
);

const hotRow = together(
  async (questions: readonly { sessionId: string; appid: string }[]) => {
    const { rows } = await pool().query<HotRow>(
      findHotTokens({
        sessionIds: questions.map(({ sessionId }) => sessionId),
        appids: questions.map(({ appid }) => appid),
      }),
    );
    const found = new Map(rows.map((row) => [Number(row.place) - 1, row]));
    return questions.map((_, index) => found.get(index));
  },
);

/**
 * The access token of an account by one statement, for the case that nearly all requests are: the session lives, the
 * person may, and the token is fresh.
 * @param session its secret id
 * @returns null in every other case, refusals included: `getAccessToken` has the answer to those
 */
export async function hotToken(
  session: string,
  appid: string,
  from: { address: string | null; requestId: string | null },
): Promise<AccessToken | null> {
  const sessionId = hashToken(session);
  const row = await hotRow({ sessionId, appid });
  if (!row || !can(row, "tokens.read")) return null;
  const accessToken = readableForAccount(
    { appid, kind: row.kind },
    "access_token",
    row.access_token_sealed,
  );
  if (accessToken === null) return null;
  if (row.seen_long_ago) await noteSeen(sessionId);
  const person = personOf(sessionId, row);
  await noteReading({ ...person, ...from }, appid, Number(row.version));
  const expiresAt = row.expires_at.toISOString();
  return { accessToken, expiresAt, source: row.source };
}
