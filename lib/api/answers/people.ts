import { z } from "zod";
import { roles } from "#lib/access/index.ts";
import { named, pageOf, time } from "./shapes.ts";

const role = z.enum(roles);

export const memberPage = pageOf(
  named(
    "Member",
    z.object({
      id: z.string(),
      name: z.string(),
      email: z.string(),
      role,
      state: z.enum(["active", "disabled"]),
      hasPassword: z.boolean(),
      hasSingleSignOn: z.boolean(),
      hasSecondFactor: z.boolean(),
      lastSeenAt: time.nullable(),
      sessions: z.number(),
      createdAt: time,
    }),
  ),
);
export const invitationPage = pageOf(
  named(
    "Invitation",
    z.object({
      id: z.string(),
      email: z.string(),
      role,
      state: z.enum(["open", "expired"]),
      createdBy: z.string(),
      createdAt: time,
      expiresAt: time,
    }),
  ),
);
/** A link that is told this once. */
export const linkToPass = named(
  "LinkToPass",
  z.object({
    id: z.string(),
    url: z.string(),
    expiresAt: time,
    mail: z.object({ to: z.string(), subject: z.string(), text: z.string() }),
    mailed: z.enum(["off", "sent", "failed"]),
  }),
);

export const ownSessionPage = pageOf(
  named(
    "OwnSession",
    z.object({
      id: z.string(),
      browser: z.string().nullable(),
      system: z.string().nullable(),
      address: z.string().nullable(),
      startedAt: time,
      lastSeenAt: time,
      current: z.boolean(),
    }),
  ),
);
export const sessionsEnded = z.object({ ended: z.number() });

/** The address to sign in with. */
export const ownAddress = z.object({ email: z.string() });

/** What the browser's `PublicKeyCredential` takes (WebAuthn). */
export const passkeyOptions = named(
  "PasskeyOptions",
  z.looseObject({ challenge: z.string() }),
);
export const ownFactors = named(
  "OwnFactors",
  z.object({
    password: z.boolean(),
    totpSince: time.nullable(),
    passkeys: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        backedUp: z.boolean(),
        createdAt: time,
        lastUsedAt: time.nullable(),
      }),
    ),
    recoveryCodesLeft: z.number(),
    required: z.boolean(),
    requiredOfAdmins: z.boolean().nullable(),
  }),
);
/** A secret that is told this once. */
export const begunTotp = z.object({ secret: z.string(), uri: z.string() });
/** Told this once, with a person's first factor. */
export const firstFactor = z.object({
  recoveryCodes: z.array(z.string()).nullable(),
});
export const recoveryCodes = z.object({ recoveryCodes: z.array(z.string()) });
export const securitySettings = z.object({ secondFactorRequired: z.boolean() });
