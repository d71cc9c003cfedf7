import { and, desc, eq, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import { lockAccount } from "#lib/accounts/index.ts";
import { audit, auditActor } from "#lib/audit/index.ts";
import {
  type Actor,
  actorId,
  authorize,
  hasAccount,
  inAllowedAccounts,
  requireAllAccounts,
} from "#lib/access/index.ts";
import {
  db,
  schema,
  type Transaction,
  fromNow,
  now,
} from "#lib/base/db/index.ts";
import { env } from "#lib/base/env.ts";
import { pageOf, readCursor } from "#lib/base/paging.ts";
import {
  activeComponent,
  activeComponentRow,
} from "#lib/credentials/platform/index.ts";
import { hashToken, open, randomToken, seal } from "#lib/base/secrets/index.ts";
import { AuthorizationError } from "./authorization-error.ts";
import { linkDifference } from "./link-difference.ts";
import { type LinkRow, linkView } from "./link-view.ts";
import { linkKinds } from "./kinds.ts";
import type { LinkView, NewLink } from "./schema.ts";

const { accounts, authorizationLinks: links } = schema;

/** What `POST /authorization-links` takes. */
export const linkInput = z
  .strictObject({
    kind: z.enum(linkKinds),
    appid: z.string().max(64).optional(),
    label: z.string().trim().max(60, { error: "too_long" }).optional(),
    expiresInDays: z
      .number()
      .int()
      .min(1, { error: "days" })
      .max(30, { error: "days" })
      .default(7),
    /** Permission sets that the admin is asked to tick in addition; WeChat's page offers all sets regardless. */
    permissionSets: z
      .array(z.number().int().positive())
      .max(100)
      .default([])
      .transform((ids) => [...new Set(ids)]),
  })
  .refine(
    (input) => (input.kind === "account") === (input.appid !== undefined),
    { path: ["appid"], error: "appid_with_account" },
  );

const linkUrl = (token: string) => `${env().PUBLIC_URL}/authorize/${token}`;
const sealContext = (tokenHash: string) => ({
  table: "authorization_links",
  column: "token_sealed",
  row: tokenHash,
});

/**
 * Creates an authorization link: its holder can send an account's admin to WeChat's authorization page.
 * @throws {AccessError} `forbidden`
 * @throws {PlatformError} `platform_missing`
 * @throws {AuthorizationError} `account_unknown` when the link names an account that the console does not know
 */
export async function createLink(
  actor: Actor,
  input: z.infer<typeof linkInput>,
): Promise<NewLink> {
  authorize(actor, "links.manage", input.appid);
  // A link without an AppID may add any account: a key limited to some accounts must not create it.
  if (input.appid === undefined) requireAllAccounts(actor);
  const { componentAppid } = await activeComponent();
  const token = randomToken();
  const tokenHash = hashToken(token);
  const [made] = await db().transaction(async (tx) => {
    if (input.appid !== undefined) await lockKnownAccount(tx, input.appid);
    const rows = await tx
      .insert(links)
      .values({
        tokenHash,
        tokenSealed: seal(token, sealContext(tokenHash)),
        componentAppid,
        kind: input.kind,
        appid: input.appid ?? null,
        label: input.label || null,
        wantedSets: input.permissionSets,
        createdBy: actorId(actor),
        createdByName: actor.name,
        createdAt: sql`date_trunc('milliseconds', clock_timestamp())`,
        expiresAt: fromNow({ days: input.expiresInDays }),
      })
      .returning({ expiresAt: links.expiresAt });
    await audit(tx, {
      actor: auditActor(actor),
      action: "link.created",
      subject: input.appid ?? tokenHash.slice(0, 16),
      after: {
        kind: input.kind,
        label: input.label ?? null,
        expiresInDays: input.expiresInDays,
      },
    });
    return rows;
  });
  if (!made) throw new AuthorizationError("link_unknown");
  return {
    token,
    url: linkUrl(token),
    expiresAt: made.expiresAt.toISOString(),
  };
}

/** The account must exist, and must not be deleted before the link is stored. */
async function lockKnownAccount(tx: Transaction, appid: string): Promise<void> {
  await lockAccount(tx, appid);
  const [account] = await tx
    .select({ appid: accounts.appid })
    .from(accounts)
    .where(eq(accounts.appid, appid));
  if (!account) throw new AuthorizationError("account_unknown");
}

/** The row of a link by its token, or null. */
export async function linkByToken(token: string): Promise<LinkRow | null> {
  const [row] = await db()
    .select()
    .from(links)
    .where(eq(links.tokenHash, hashToken(token)));
  return row ?? null;
}

/**
 * The status of a link; the dialog polls it while the admin authorizes.
 * @throws {AccessError} `forbidden`
 * @throws {AuthorizationError} `link_unknown`
 */
export async function linkStatus(
  actor: Actor,
  token: string,
): Promise<LinkView> {
  authorize(actor, "links.read");
  const [found] = await db()
    .select({ link: links, account: accounts })
    .from(links)
    .leftJoin(accounts, eq(accounts.appid, links.accountAppid))
    .where(eq(links.tokenHash, hashToken(token)));
  if (!found || !hasAccount(actor, found.link.appid))
    throw new AuthorizationError("link_unknown");
  const view = linkView(found.link, found.account, {
    token,
    url: linkUrl(token),
  });
  return view.status === "done" && found.account
    ? { ...view, difference: await linkDifference(found.link, found.account) }
    : view;
}

const cursorShape = z.tuple([z.string(), z.string()]);

/** What `GET /authorization-links` takes. */
export const linkQuery = z.strictObject({
  cursor: z.string().max(600).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(30),
});

/**
 * The links of the active platform, newest first.
 * @throws {AccessError} `forbidden`
 */
export async function authorizationLinkList(
  actor: Actor,
  query: z.input<typeof linkQuery>,
): Promise<{ items: LinkView[]; nextCursor: string | null }> {
  authorize(actor, "links.read");
  const { cursor, limit } = linkQuery.parse(query);
  const component = await activeComponentRow();
  if (!component) return { items: [], nextCursor: null };
  const from = cursor === undefined ? null : readCursor(cursor, cursorShape);
  const rows = await db()
    .select({ link: links, account: accounts })
    .from(links)
    .leftJoin(accounts, eq(accounts.appid, links.accountAppid))
    .where(
      and(
        eq(links.componentAppid, component.componentAppid),
        inAllowedAccounts(actor, links.appid),
        from
          ? sql`(${links.createdAt}, ${links.tokenHash}) < (${from[0]}::timestamptz, ${from[1]}::text)`
          : undefined,
      ),
    )
    .orderBy(desc(links.createdAt), desc(links.tokenHash))
    .limit(limit + 1);
  const page = pageOf(rows, limit, ({ link }) => [
    link.createdAt.toISOString(),
    link.tokenHash,
  ]);
  return {
    items: page.items.map(({ link, account }) => {
      const token = open(link.tokenSealed, sealContext(link.tokenHash));
      return linkView(link, account, { token, url: linkUrl(token) });
    }),
    nextCursor: page.nextCursor,
  };
}

/**
 * Revokes a link; its page then says so. Idempotent.
 * @throws {AccessError} `forbidden`
 * @throws {AuthorizationError} `link_unknown`; `link_over` when an account was connected by it
 */
export async function revokeLink(actor: Actor, token: string): Promise<void> {
  authorize(actor, "links.manage");
  const tokenHash = hashToken(token);
  await db().transaction(async (tx) => {
    const [link] = await tx
      .select()
      .from(links)
      .where(eq(links.tokenHash, tokenHash))
      .for("update");
    if (!link || !hasAccount(actor, link.appid))
      throw new AuthorizationError("link_unknown");
    if (link.progress === "done") throw new AuthorizationError("link_over");
    const revoked = await tx
      .update(links)
      .set({ revokedAt: now })
      .where(and(eq(links.tokenHash, tokenHash), isNull(links.revokedAt)))
      .returning({ kind: links.kind });
    if (revoked.length > 0)
      await audit(tx, {
        actor: auditActor(actor),
        action: "link.revoked",
        subject: link.appid ?? tokenHash.slice(0, 16),
      });
  });
}
