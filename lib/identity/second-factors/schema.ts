import { z } from "zod";
import { named, time } from "#lib/base/shapes.ts";

/** Options for the browser's WebAuthn calls. */
export const passkeyOptionsShape = named(
  "PasskeyOptions",
  z.looseObject({ challenge: z.string() }),
);

export const profileFactorsShape = named(
  "OwnFactors",
  z.object({
    /** Whether the person has a password; with single sign-on they may not. */
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
    /** Whether admins and owners must have one; null for people who may not change this setting. */
    requiredOfAdmins: z.boolean().nullable(),
  }),
);
/** The current user's password status and second factors. */
export type ProfileFactors = z.infer<typeof profileFactorsShape>;
/** One of the current user's passkeys. */
export type ProfilePasskey = ProfileFactors["passkeys"][number];

export const newTotpShape = z.object({ secret: z.string(), uri: z.string() });
/** A new authenticator app: its secret for typing and as a URI for the QR code, shown only once. */
export type NewTotp = z.infer<typeof newTotpShape>;

/** The recovery codes that come with a person's first factor, shown only once. */
export const firstFactorShape = z.object({
  recoveryCodes: z.array(z.string()).nullable(),
});
export const recoveryCodesShape = z.object({
  recoveryCodes: z.array(z.string()),
});
export const securitySettingsShape = z.object({
  secondFactorRequired: z.boolean(),
});
