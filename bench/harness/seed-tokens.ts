import type pg from "pg";
import { seal } from "#lib/base/secrets/index.ts";
import { appidOf } from "./platform.ts";

const AT_ONCE = 10_000;

/** A seeded token, as long as WeChat's. */
export const seededToken = (number: number) =>
  `${String(number).padStart(12, "0")}_${"kGx7".repeat(36)}`;

/**
 * Tokens of accounts, each really sealed for its row and fresh for two hours. They are not due until someone sets
 * `renew_at`.
 */
export async function seedTokens(sql: pg.Client, count: number): Promise<void> {
  for (let first = 1; first <= count; first += AT_ONCE) {
    const numbers = Array.from(
      { length: Math.min(AT_ONCE, count - first + 1) },
      (_, index) => first + index,
    );
    const sealed = (column: "access_token" | "refresh_token") =>
      numbers.map((number) =>
        seal(seededToken(number), {
          table: "account_tokens",
          column,
          row: appidOf(number),
        }),
      );
    await sql.query(
      `insert into account_tokens (appid, access_token_sealed, refresh_token_sealed, refreshed_at, expires_at)
       select appid, access_token, refresh_token, now(), now() + interval '2 hours'
       from unnest($1::text[], $2::text[], $3::text[]) as given(appid, access_token, refresh_token)`,
      [numbers.map(appidOf), sealed("access_token"), sealed("refresh_token")],
    );
  }
  await sql.query("vacuum analyze account_tokens");
}
