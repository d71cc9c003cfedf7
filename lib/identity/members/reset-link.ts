import { eq } from "drizzle-orm";
import { z } from "zod";
import { audit, type AuditActor, auditActor } from "#lib/audit/index.ts";
import {
  authorize,
  type UserActor,
  requireRecentSignIn,
} from "#lib/access/index.ts";
import {
  requireAttempt,
  passwordLimits,
  personEmail,
} from "#lib/identity/sign-in/index.ts";
import { makeLink, type MadeLink, revokeLinks } from "./single-use-link.ts";
import { db, schema, type Transaction } from "#lib/base/db/index.ts";
import type { Locale } from "#lib/base/i18n/index.ts";
import { log } from "#lib/base/log.ts";
import { mailIsSet, sendMail } from "#lib/base/mail/index.ts";
import { hashToken } from "#lib/base/secrets/index.ts";
import { lockMember, type MemberRow } from "./lock-member.ts";
import { sendByMail, resetMail } from "./link-mail.ts";
import { MemberError } from "./member-error.ts";
import type { LinkToPass } from "./schema.ts";

const { singleUseLinks: links, users } = schema;
const LINK_HOURS = 1;

/** What `POST /forgot-password` takes. */
export const forgottenInput = z.strictObject({ email: personEmail });

/**
 * Makes a link with which a member sets a new password; it replaces an earlier one.
 * @param locale of the mail
 * @returns the link; it cannot be read again
 * @throws {AccessError} `forbidden`, `recent_sign_in_required`
 * @throws {MemberError} `member_unknown`, `member_disabled`
 */
export async function makeResetLink(
  actor: UserActor,
  id: string,
  locale: Locale,
): Promise<LinkToPass> {
  authorize(actor, "members.manage");
  await requireRecentSignIn(actor);
  const { link, member } = await db().transaction(async (tx) => {
    const locked = await lockMember(tx, actor, id);
    if (locked.disabledAt) throw new MemberError("member_disabled");
    return {
      link: await replaceLink(tx, locked, auditActor(actor)),
      member: locked,
    };
  });
  return sendByMail(link, mailFor(member, link, locale));
}

async function replaceLink(
  tx: Transaction,
  member: MemberRow,
  actor: AuditActor,
): Promise<MadeLink> {
  await revokeLinks(tx, "reset", eq(links.userId, member.id));
  const link = await makeLink(tx, {
    purpose: "reset",
    hours: LINK_HOURS,
    userId: member.id,
    createdByName: actor.name,
  });
  await audit(tx, {
    actor,
    action: "member.reset_link_made",
    subject: member.id,
    after: { expiresAt: link.expiresAt },
  });
  return link;
}

const mailFor = (
  { email, name }: MemberRow,
  { url }: MadeLink,
  locale: Locale,
) => resetMail(locale, { to: email, name, url, hours: LINK_HOURS });

/**
 * Mails a reset link to a member who has forgotten their password. The answer does not reveal whether the address is a
 * member's: looking it up and mailing happen after the answer.
 * @param locale of the mail
 * @throws {MemberError} `mail_missing` when the deployment sends no mail
 * @throws {IdentityError} `too_many_attempts`
 */
export async function askForReset(
  { email }: z.infer<typeof forgottenInput>,
  visitor: AuditActor,
  locale: Locale,
): Promise<void> {
  if (!mailIsSet()) throw new MemberError("mail_missing");
  await requireAttempt(
    passwordLimits.ofForgotten(email, visitor.address ?? null),
  );
  const actor = { ...visitor, id: hashToken(email).slice(0, 16) };
  await audit(db(), { actor, action: "member.password_forgotten" });
  void mailResetLink(email, actor, locale).catch((error: unknown) =>
    log.error({ err: error }, "a link for a forgotten password was not made"),
  );
}

async function mailResetLink(
  email: string,
  actor: AuditActor,
  locale: Locale,
): Promise<void> {
  const [member] = await db()
    .select()
    .from(users)
    .where(eq(users.email, email));
  // A member without a password signs in by single sign-on only: a password would bypass the identity provider.
  if (!member || member.disabledAt || member.passwordHash === null) return;
  const link = await db().transaction((tx) => replaceLink(tx, member, actor));
  await sendMail(mailFor(member, link, locale));
}
