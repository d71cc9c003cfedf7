import { z } from "zod";
import { PASSWORD_MAX, PASSWORD_MIN } from "./password.ts";

/** A person's name. */
export const personName = z
  .string()
  .trim()
  .min(1, { error: "required" })
  .max(60, { error: "too_long" })
  // No control characters: a line break would let a name forge lines in logs and mails.
  .regex(/^\P{Cc}*$/u);

/** An e-mail address, normalized for storage and comparison. */
export const personEmail = z
  .string()
  .trim()
  .toLowerCase()
  .max(254, { error: "too_long" })
  .pipe(z.email({ error: "email" }));

export const newPassword = z
  .string()
  .min(PASSWORD_MIN, { error: "password_short" })
  .max(PASSWORD_MAX, { error: "too_long" });

/** The secret part of a single-use link. */
export const linkToken = z.string().max(100);
