import { and, eq, ne, sql } from "drizzle-orm";
import {
  type Database,
  db,
  schema,
  type Transaction,
  now,
} from "#lib/base/db/index.ts";
import type { LinkRow } from "./link-view.ts";
import type { LinkReason } from "./kinds.ts";

const {
  accounts,
  authorizationLinks: links,
  authorizationVisits: visits,
} = schema;

/** An account was connected by a link. A link that is bound to one account says so when another one was scanned. */
export async function finishLink(
  database: Database | Transaction,
  link: LinkRow,
  appid: string,
): Promise<void> {
  // Null when the account was deleted meanwhile: then no row may name it.
  const accountAppid = sql`(select ${accounts.appid} from ${accounts} where ${accounts.appid} = ${appid})`;
  const wrong = link.kind === "account" && link.appid !== appid;
  await database
    .update(links)
    .set(
      wrong
        ? {
            progress: "failed",
            reason: "wrong_account" satisfies LinkReason,
            errorKey: null,
            accountAppid,
          }
        : {
            progress: "done",
            reason: null,
            errorKey: null,
            accountAppid,
            finishedAt: now,
          },
    )
    .where(
      and(eq(links.tokenHash, link.tokenHash), ne(links.progress, "done")),
    );
}

/** A link did not lead to an account; it stays usable until it is over. */
export async function failLink(
  link: LinkRow,
  reason: LinkReason,
  errorKey: string | null,
): Promise<void> {
  await db()
    .update(links)
    .set({ progress: "failed", reason, errorKey })
    .where(
      and(eq(links.tokenHash, link.tokenHash), ne(links.progress, "done")),
    );
}

/** The link whose visitor was given this pre-auth code, if the visitor's page has reported in. */
export async function linkOfPreAuthCode(
  preAuthCodeHash: string,
): Promise<LinkRow | null> {
  const [found] = await db()
    .select({ link: links })
    .from(visits)
    .innerJoin(links, eq(links.tokenHash, visits.linkTokenHash))
    .where(eq(visits.preAuthCodeHash, preAuthCodeHash))
    .limit(1);
  return found?.link ?? null;
}
