import { type AnyColumn, type SQL, sql } from "drizzle-orm";
import type { TokenKind } from "./sealed.ts";

/*
 * Which of an account's tokens is served: the one from its token source if it has one, otherwise the platform's. The rule
 * is needed in TypeScript and in SQL, so both are here.
 */

/** @param sendMode of the account's row; null without a token source */
export const servedKind = (sendMode: string | null): TokenKind =>
  sendMode === null ? "component" : "own";

/** The same for a statement. */
export const servedKindOf = (sendMode: AnyColumn): SQL =>
  sql`case when ${sendMode} is null then 'component' else 'own' end`;
