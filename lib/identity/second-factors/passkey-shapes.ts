import { z } from "zod";

const base64url = z
  .string()
  .max(20_000)
  .regex(/^[\w-]*$/);
/** Accepted, but ignored: nothing relies on extensions. */
const extensions = z
  .record(z.string(), z.unknown())
  .optional()
  .transform(() => ({}));
const attachment = z.enum(["platform", "cross-platform"]).optional();
const credential = {
  id: base64url,
  rawId: base64url,
  type: z.literal("public-key"),
  clientExtensionResults: extensions,
  authenticatorAttachment: attachment,
};

/** A new passkey, as `navigator.credentials.create()` answers. */
const attestationShape = z.object({
  ...credential,
  response: z.object({
    clientDataJSON: base64url,
    attestationObject: base64url,
    transports: z.array(z.string().max(30)).max(10).optional(),
  }),
});

/** The use of a passkey, as `navigator.credentials.get()` answers. */
export const assertionShape = z.object({
  ...credential,
  response: z.object({
    clientDataJSON: base64url,
    authenticatorData: base64url,
    signature: base64url,
    userHandle: base64url.optional(),
  }),
});

export type Assertion = z.infer<typeof assertionShape>;

/** The person's name for a passkey. */
const passkeyName = z
  .string()
  .trim()
  .min(1, { error: "required" })
  .max(60, { error: "too_long" });

/** What `POST …/passkeys` takes. */
export const passkeyInput = z.strictObject({
  name: passkeyName,
  attestation: attestationShape,
});

/** What `PUT …/passkeys/{id}` takes. */
export const passkeyChange = z.strictObject({ name: passkeyName });

/** The same as JSON text, because next-auth's credential fields are strings. */
export const assertionInText = z
  .string()
  .max(50_000)
  .transform((text, context): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      context.addIssue({ code: "custom", message: "invalid" });
      return z.NEVER;
    }
  })
  .pipe(assertionShape);
