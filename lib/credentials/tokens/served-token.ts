import { type AnyColumn, type SQL, sql } from "drizzle-orm";
import type { TokenKind } from "./sealed.ts";

/*
 * Which of an account's tokens is served: the token of its own source when it has one, else the platform's. The rule is
 * needed in TypeScript and in SQL, so both are here.
 */

/** @param sendMode of the account's row; null when it has no token source of its own */
export const servedKind = (sendMode: string | null): TokenKind =>
  sendMode === null ? "component" : "own";

/** The same for a statement. */
export const servedKindOf = (sendMode: AnyColumn): SQL =>
  sql`case when ${sendMode} is null then 'component' else 'own' end`;
