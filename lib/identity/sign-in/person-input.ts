import { z } from "zod";
import { PASSWORD_MAX, PASSWORD_MIN } from "./password.ts";

/** How a person is called. */
export const personName = z
  .string()
  .trim()
  .min(1, { error: "required" })
  .max(60, { error: "too_long" })
  // A name stands in logs and in mails, where a line of its own would be somebody else's words.
  .regex(/^\P{Cc}*$/u);

/** An address as it is kept and compared. */
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
