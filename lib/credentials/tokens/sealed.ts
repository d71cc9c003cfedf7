import { open, seal, SealError } from "#lib/base/secrets/index.ts";

/** By the platform's authorization, or by a Mini Program's own source. */
export type TokenKind = "component" | "own";
type SealedColumn = "access_token" | "refresh_token";

/** One token of an account. */
export interface TokenId {
  appid: string;
  kind: TokenKind;
}

const sealContext = ({ appid, kind }: TokenId, column: SealedColumn) => ({
  table: "account_tokens",
  column,
  row: kind === "component" ? appid : `${appid} ${kind}`,
});

/** Seals a token of an account's row. */
export function sealForAccount(
  id: TokenId,
  column: SealedColumn,
  secret: string,
): string {
  return seal(secret, sealContext(id, column));
}

/** Opens a token of an account's row; null stays null. */
export function openForAccount(
  id: TokenId,
  column: SealedColumn,
  blob: string,
): string;
export function openForAccount(
  id: TokenId,
  column: SealedColumn,
  blob: string | null,
): string | null;
export function openForAccount(
  id: TokenId,
  column: SealedColumn,
  blob: string | null,
): string | null {
  return blob === null ? null : open(blob, sealContext(id, column));
}

/** The same where one that does not open counts as none. */
export function openIfReadable(
  id: TokenId,
  column: SealedColumn,
  blob: string | null,
): string | null {
  try {
    return openForAccount(id, column, blob);
  } catch (error) {
    if (error instanceof SealError) return null;
    throw error;
  }
}
