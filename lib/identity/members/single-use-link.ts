import { and, eq, gt, isNull, type SQL, sql } from "drizzle-orm";
import { db, schema, type Transaction } from "#lib/base/db/index.ts";
import { env } from "#lib/base/env.ts";
import { hashToken, randomToken } from "#lib/base/secrets/index.ts";
import { IdentityError } from "#lib/identity/index.ts";

const { singleUseLinks: links } = schema;

export type LinkRow = typeof links.$inferSelect;
type Purpose = LinkRow["purpose"];

/** How a link stands to who opens it. */
export type LinkState = "open" | "used" | "revoked" | "expired" | "unknown";

/** The page behind each kind of link, and how one that does not open is refused. */
const kinds = {
  setup: { page: "setup", refusal: "setup_link_invalid" },
  invitation: { page: "invite", refusal: "invitation_invalid" },
  reset: { page: "reset", refusal: "reset_link_invalid" },
} as const satisfies Record<
  Purpose,
  { page: string; refusal: IdentityError["code"] }
>;

/** A link that was just made. Time in ISO 8601. */
export interface MadeLink {
  id: string;
  /** To pass on; it cannot be read again. */
  url: string;
  expiresAt: string;
}

/**
 * Makes a link that is good once. The row holds only a hash of its token.
 * @param link what it is for, and for how many hours it is good
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
      // A cursor of the list has no more digits.
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
const untouched = and(isNull(links.usedAt), isNull(links.revokedAt));

/** Looks a link up and leaves it as it is. */
export async function findLink(
  purpose: Purpose,
  token: string,
): Promise<
  { state: Exclude<LinkState, "unknown">; row: LinkRow } | { state: "unknown" }
> {
  const [found] = await db()
    .select({
      row: links,
      over: sql<boolean>`${links.expiresAt} <= clock_timestamp()`,
    })
    .from(links)
    .where(byToken(purpose, token));
  if (!found) return { state: "unknown" };
  const { row, over } = found;
  return { state: stateOf(row, over), row };
}

function stateOf(row: LinkRow, over: boolean) {
  if (row.usedAt) return "used";
  if (row.revokedAt) return "revoked";
  return over ? "expired" : "open";
}

/**
 * The link, unless it would be refused: asked before anything costly is done for nothing.
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
 * Uses a link up; of several who try at once, one succeeds.
 * @throws {IdentityError} `setup_link_invalid`, `invitation_invalid`, `reset_link_invalid`: it is unknown, used, revoked or over
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
        untouched,
        gt(links.expiresAt, sql`clock_timestamp()`),
      ),
    )
    .returning();
  if (!row) throw new IdentityError(kinds[purpose].refusal);
  return row;
}

/** Takes links back that nobody has used. */
export async function revokeLinks(
  tx: Transaction,
  purpose: Purpose,
  which?: SQL,
): Promise<LinkRow[]> {
  return tx
    .update(links)
    .set({ revokedAt: sql`clock_timestamp()` })
    .where(and(eq(links.purpose, purpose), untouched, which))
    .returning();
}
