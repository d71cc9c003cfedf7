import type { z } from "zod";
import { problemError } from "#lib/base/errors/index.ts";

/** A cursor that no list of ours has returned. */
class CursorError extends problemError({ cursor_invalid: 400 }) {}

/** Splits `limit + 1` rows into a page and the cursor after its last row. */
export function pageOf<Row>(
  rows: Row[],
  limit: number,
  position: (row: Row) => unknown[],
): { items: Row[]; nextCursor: string | null } {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  const more = rows.length > limit && last !== undefined;
  return {
    items,
    nextCursor: more ? cursorOf(position(last)) : null,
  };
}

/** Encodes a position as a cursor. */
export function cursorOf(position: unknown[]): string {
  return Buffer.from(JSON.stringify(position)).toString("base64url");
}

/**
 * Decodes a cursor.
 * @throws {CursorError} `cursor_invalid`
 */
export function readCursor<Shape>(
  cursor: string,
  shape: z.ZodType<Shape>,
): Shape {
  try {
    return shape.parse(
      JSON.parse(Buffer.from(cursor, "base64url").toString("utf8")),
    );
  } catch (cause) {
    throw new CursorError("cursor_invalid", { cause });
  }
}

/** A LIKE pattern that finds a text anywhere; wild cards in the text are escaped. */
export function likePattern(text: string): string {
  return `%${text.replaceAll(/[\\%_]/g, (character) => `\\${character}`)}%`;
}
