import { and, desc, eq, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import { audit, auditActor } from "#lib/audit/index.ts";
import {
  authorize,
  roles,
  type UserActor,
  requireRecentSignIn,
} from "#lib/access/index.ts";
import { makeLink, revokeLinks } from "./single-use-link.ts";
import { personEmail } from "#lib/identity/sign-in/index.ts";
import { db, schema, type Transaction } from "#lib/base/db/index.ts";
import { pageOf, readCursor } from "#lib/base/paging.ts";
import type { Locale } from "#lib/base/i18n/index.ts";
import { inviteeOf } from "./invitee.ts";
import { invitationMail, sendByMail } from "./link-mail.ts";
import { MemberError } from "./member-error.ts";
import type { Invitation, LinkToPass } from "./schema.ts";

const { singleUseLinks: links, users } = schema;

/** What `POST /members/invitations` takes. */
export const invitationInput = z.strictObject({
  email: personEmail,
  role: z.enum(roles),
  /** Days until the link expires. */
  days: z.union([z.literal(1), z.literal(3), z.literal(7)]).default(3),
});

/**
 * Invites a person by a single-use link, which replaces an earlier invitation of the same address.
 * @param locale of the mail
 * @returns the link; it cannot be read again
 * @throws {AccessError} `forbidden`, `recent_sign_in_required`
 * @throws {MemberError} `member_exists`
 */
export async function inviteMember(
  actor: UserActor,
  { email, role, days }: z.infer<typeof invitationInput>,
  locale: Locale,
): Promise<LinkToPass> {
  authorize(actor, "members.manage");
  await requireRecentSignIn(actor);
  const link = await db().transaction(async (tx) => {
    await assertNoMember(tx, email);
    await revokeLinks(tx, "invitation", eq(links.email, email));
    const made = await makeLink(tx, {
      purpose: "invitation",
      hours: days * 24,
      email,
      role,
      createdByName: actor.name,
    });
    await audit(tx, {
      actor: auditActor(actor),
      action: "invitation.created",
      subject: made.id,
      after: { email, role, expiresAt: made.expiresAt },
    });
    return made;
  });
  return sendByMail(
    link,
    invitationMail(locale, {
      to: email,
      inviter: actor.name,
      role,
      url: link.url,
      days,
    }),
  );
}

async function assertNoMember(tx: Transaction, email: string): Promise<void> {
  const [member] = await tx
    .select({ id: users.id })
    .from(users)
    .where(eq(users.email, email));
  if (member)
    throw new MemberError("member_exists", {
      fields: [{ field: "email", code: "email_taken" }],
    });
}

/** What `GET /members/invitations` takes. */
export const invitationQuery = z.strictObject({
  cursor: z.string().max(600).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

const cursorShape = z.tuple([z.iso.datetime(), z.uuid()]);

/**
 * One page of the invitations that were neither accepted nor revoked, newest first.
 * @throws {AccessError} `forbidden`
 * @throws {ProblemError} `cursor_invalid`
 */
export async function invitationList(
  actor: UserActor,
  query: z.input<typeof invitationQuery>,
): Promise<{ items: Invitation[]; nextCursor: string | null }> {
  authorize(actor, "members.read");
  const { cursor, limit } = invitationQuery.parse(query);
  const from = cursor === undefined ? null : readCursor(cursor, cursorShape);
  const rows = await db()
    .select({
      link: links,
      isExpired: sql<boolean>`${links.expiresAt} <= clock_timestamp()`,
    })
    .from(links)
    .where(
      and(
        eq(links.purpose, "invitation"),
        isNull(links.usedAt),
        isNull(links.revokedAt),
        from
          ? sql`(${links.createdAt}, ${links.id}) < (${from[0]}::timestamptz, ${from[1]}::uuid)`
          : undefined,
      ),
    )
    .orderBy(desc(links.createdAt), desc(links.id))
    .limit(limit + 1);
  const page = pageOf(rows, limit, ({ link }) => [
    link.createdAt.toISOString(),
    link.id,
  ]);
  return {
    items: page.items.map(({ link, isExpired }) => ({
      id: link.id,
      ...inviteeOf(link),
      state: isExpired ? "expired" : "open",
      createdBy: link.createdByName ?? "",
      createdAt: link.createdAt.toISOString(),
      expiresAt: link.expiresAt.toISOString(),
    })),
    nextCursor: page.nextCursor,
  };
}

/**
 * Revokes an invitation: its link no longer works.
 * @throws {AccessError} `forbidden`, `recent_sign_in_required`
 * @throws {MemberError} `invitation_unknown`, `invitation_over` when it was already accepted or revoked
 */
export async function revokeInvitation(
  actor: UserActor,
  id: string,
): Promise<void> {
  authorize(actor, "members.manage");
  await requireRecentSignIn(actor);
  if (!z.uuid().safeParse(id).success)
    throw new MemberError("invitation_unknown");
  await db().transaction(async (tx) => {
    const [revoked] = await revokeLinks(tx, "invitation", eq(links.id, id));
    if (!revoked) {
      const known = await tx.$count(links, eq(links.id, id));
      throw new MemberError(known ? "invitation_over" : "invitation_unknown");
    }
    await audit(tx, {
      actor: auditActor(actor),
      action: "invitation.revoked",
      subject: id,
      before: inviteeOf(revoked),
    });
  });
}
