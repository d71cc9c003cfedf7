import { z } from "zod";
import { named, time } from "#lib/base/shapes.ts";

/** What the browser's `PublicKeyCredential` takes (WebAuthn). */
export const passkeyOptionsShape = named(
  "PasskeyOptions",
  z.looseObject({ challenge: z.string() }),
);

export const ownFactorsShape = named(
  "OwnFactors",
  z.object({
    /** Who came by single sign-on may have none. */
    password: z.boolean(),
    /** Since when an app is in use. */
    totpSince: time.nullable(),
    passkeys: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        /** Synchronized to the person's other devices. */
        backedUp: z.boolean(),
        createdAt: time,
        lastUsedAt: time.nullable(),
      }),
    ),
    recoveryCodesLeft: z.number(),
    /** Whether the person must have a second factor. */
    required: z.boolean(),
    /** Whether admins and owners must have one; null for those who do not decide it. */
    requiredOfAdmins: z.boolean().nullable(),
  }),
);
/** By what a person proves who they are. */
export type OwnFactors = z.infer<typeof ownFactorsShape>;
/** A passkey as its person sees it. */
export type OwnPasskey = OwnFactors["passkeys"][number];

export const newTotpShape = z.object({ secret: z.string(), uri: z.string() });
/** A new authenticator app: its secret for people and for the QR code, shown this once. */
export type NewTotp = z.infer<typeof newTotpShape>;

/** The recovery codes that come with a person's first factor, shown this once. */
export const firstFactorShape = z.object({
  recoveryCodes: z.array(z.string()).nullable(),
});
export const recoveryCodesShape = z.object({
  recoveryCodes: z.array(z.string()),
});
export const securitySettingsShape = z.object({
  secondFactorRequired: z.boolean(),
});
