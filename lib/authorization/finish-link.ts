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

/** Marks a link as done. A link bound to one account fails with `wrong_account` when another account was authorized. */
export async function finishLink(
  database: Database | Transaction,
  link: LinkRow,
  appid: string,
): Promise<void> {
  // Null when the account was deleted meanwhile: no row may name it then.
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

/** Marks a link as failed; it can be used again until it expires. */
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

/** The link whose visitor got this pre-auth code; null until the visitor's page has reported its visit. */
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
