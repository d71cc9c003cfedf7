import { z } from "zod";
import { roles } from "#lib/access/kinds.ts";
import { named, pageShape, time } from "#lib/base/shapes.ts";
import { invitationStates, mailOutcomes, memberStates } from "./kinds.ts";

const memberShape = named(
  "Member",
  z.object({
    id: z.string(),
    name: z.string(),
    email: z.string(),
    role: z.enum(roles),
    state: z.enum(memberStates),
    /** Without a password a member signs in by single sign-on only. */
    hasPassword: z.boolean(),
    hasSingleSignOn: z.boolean(),
    /** An authenticator app or a passkey. */
    hasSecondFactor: z.boolean(),
    /** null when no session of the member is stored. */
    lastSeenAt: time.nullable(),
    /** The number of active sessions. */
    sessions: z.number(),
    createdAt: time,
  }),
);
/** A user of the console, enabled or disabled. */
export type Member = z.infer<typeof memberShape>;

export const memberPageShape = pageShape(memberShape);

const invitationShape = named(
  "Invitation",
  z.object({
    id: z.string(),
    email: z.string(),
    role: z.enum(roles),
    state: z.enum(invitationStates),
    createdBy: z.string(),
    createdAt: time,
    expiresAt: time,
  }),
);
/** An invitation that has not been accepted. */
export type Invitation = z.infer<typeof invitationShape>;

export const invitationPageShape = pageShape(invitationShape);

export const linkToPassShape = named(
  "LinkToPass",
  z.object({
    id: z.string(),
    url: z.string(),
    expiresAt: time,
    mail: z.object({ to: z.string(), subject: z.string(), text: z.string() }),
    mailed: z.enum(mailOutcomes),
  }),
);
/** A single-use link, shown only once, with the text of its mail. */
export type LinkToPass = z.infer<typeof linkToPassShape>;

const profileSessionShape = named(
  "OwnSession",
  z.object({
    id: z.string(),
    browser: z.string().nullable(),
    system: z.string().nullable(),
    address: z.string().nullable(),
    startedAt: time,
    lastSeenAt: time,
    /** Whether it is the session of this request. */
    current: z.boolean(),
  }),
);
/** One of the current user's active sessions. */
export type ProfileSession = z.infer<typeof profileSessionShape>;

export const profileSessionPageShape = pageShape(profileSessionShape);

export const sessionsEndedShape = z.object({ ended: z.number() });

/** The address to sign in with. */
export const profileEmailShape = z.object({ email: z.string() });
