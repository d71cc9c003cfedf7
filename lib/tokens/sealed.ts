import { open, seal } from "#lib/secrets/index.ts";

type SealedColumn = "access_token" | "refresh_token";

/** Seals a token of an account's row. */
export function sealForAccount(
  appid: string,
  column: SealedColumn,
  secret: string,
): string {
  return seal(secret, { table: "account_tokens", column, row: appid });
}

/** Opens a token of an account's row; null stays null. */
export function openForAccount(
  appid: string,
  column: SealedColumn,
  blob: string | null,
): string | null {
  return blob === null
    ? null
    : open(blob, { table: "account_tokens", column, row: appid });
}
