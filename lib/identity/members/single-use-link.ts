import { and, eq, gt, isNull, type SQL, sql } from "drizzle-orm";
import { db, schema, type Transaction } from "#lib/base/db/index.ts";
import { env } from "#lib/base/env.ts";
import { hashToken, randomToken } from "#lib/base/secrets/index.ts";
import { IdentityError } from "#lib/identity/index.ts";

const { singleUseLinks: links } = schema;

export type LinkRow = typeof links.$inferSelect;
type Purpose = LinkRow["purpose"];

/** The state of a link. */
export type LinkState = "open" | "used" | "revoked" | "expired" | "unknown";

/** The page of each kind of link, and the error for a link that is not open. */
const kinds = {
  setup: { page: "setup", refusal: "setup_link_invalid" },
  invitation: { page: "invite", refusal: "invitation_invalid" },
  reset: { page: "reset", refusal: "reset_link_invalid" },
} as const satisfies Record<
  Purpose,
  { page: string; refusal: IdentityError["code"] }
>;

/** A new link. Times in ISO 8601. */
export interface MadeLink {
  id: string;
  /** The link itself; it cannot be read again. */
  url: string;
  expiresAt: string;
}

/**
 * Makes a single-use link. The row contains only a hash of its token.
 * @param link its purpose, and the hours until it expires
 */
export async function makeLink(
  tx: Transaction,
  link: { purpose: Purpose; hours: number } & Pick<
    typeof links.$inferInsert,
    "userId" | "email" | "role" | "createdByName"
  >,
): Promise<MadeLink> {
  const { hours, ...columns } = link;
  const token = randomToken();
  const [made] = await tx
    .insert(links)
    .values({
      ...columns,
      tokenHash: hashToken(token),
      // Truncated to the precision of the list's cursor.
      createdAt: sql`date_trunc('milliseconds', clock_timestamp())`,
      expiresAt: sql`clock_timestamp() + make_interval(hours => ${hours})`,
    })
    .returning({ id: links.id, expiresAt: links.expiresAt });
  if (!made) throw new Error("a link was not stored");
  return {
    id: made.id,
    url: `${env().PUBLIC_URL}/${kinds[link.purpose].page}/${token}`,
    expiresAt: made.expiresAt.toISOString(),
  };
}

const byToken = (purpose: Purpose, token: string) =>
  and(eq(links.tokenHash, hashToken(token)), eq(links.purpose, purpose));
const isUnused = and(isNull(links.usedAt), isNull(links.revokedAt));

/** Finds a link without using it. */
export async function findLink(
  purpose: Purpose,
  token: string,
): Promise<
  { state: Exclude<LinkState, "unknown">; row: LinkRow } | { state: "unknown" }
> {
  const [found] = await db()
    .select({
      row: links,
      isExpired: sql<boolean>`${links.expiresAt} <= clock_timestamp()`,
    })
    .from(links)
    .where(byToken(purpose, token));
  if (!found) return { state: "unknown" };
  const { row, isExpired } = found;
  return { state: stateOf(row, isExpired), row };
}

function stateOf(row: LinkRow, isExpired: boolean) {
  if (row.usedAt) return "used";
  if (row.revokedAt) return "revoked";
  return isExpired ? "expired" : "open";
}

/**
 * The link, if it is open. Called before expensive work such as hashing a password.
 * @throws {IdentityError} as `consumeLink`
 */
export async function requireOpenLink(
  purpose: Purpose,
  token: string,
): Promise<LinkRow> {
  const link = await findLink(purpose, token);
  if (link.state !== "open") throw new IdentityError(kinds[purpose].refusal);
  return link.row;
}

/**
 * Marks a link as used; of concurrent attempts, one succeeds.
 * @throws {IdentityError} `setup_link_invalid`, `invitation_invalid`, `reset_link_invalid`: it is unknown, used, revoked or
 * expired
 */
export async function consumeLink(
  tx: Transaction,
  purpose: Purpose,
  token: string,
): Promise<LinkRow> {
  const [row] = await tx
    .update(links)
    .set({ usedAt: sql`clock_timestamp()` })
    .where(
      and(
        byToken(purpose, token),
        isUnused,
        gt(links.expiresAt, sql`clock_timestamp()`),
      ),
    )
    .returning();
  if (!row) throw new IdentityError(kinds[purpose].refusal);
  return row;
}

/** Revokes open links of a purpose. */
export async function revokeLinks(
  tx: Transaction,
  purpose: Purpose,
  which?: SQL,
): Promise<LinkRow[]> {
  return tx
    .update(links)
    .set({ revokedAt: sql`clock_timestamp()` })
    .where(and(eq(links.purpose, purpose), isUnused, which))
    .returning();
}
