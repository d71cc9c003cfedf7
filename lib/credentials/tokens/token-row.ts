import { and, eq } from "drizzle-orm";
import { schema } from "#lib/base/db/index.ts";
import type { TokenId } from "./sealed.ts";

const { accountTokens } = schema;

/** The row of one token. */
export function rowOf({ appid, kind }: TokenId) {
  return and(eq(accountTokens.appid, appid), eq(accountTokens.kind, kind));
}
