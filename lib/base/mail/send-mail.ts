import { env } from "#lib/base/env.ts";
import { log } from "#lib/base/log.ts";

/** A mail in plain text. */
export interface Mail {
  to: string;
  subject: string;
  text: string;
}

/** Time limit for the server's connection and for each of its answers, in milliseconds. */
const CONNECT_MS = 5_000;
const ANSWER_MS = 8_000;

/** Whether this deployment can send mails. */
export function mailIsSet(): boolean {
  return env().SMTP_URL !== undefined;
}

/**
 * Sends a mail through the server of `SMTP_URL`. Never throws: the event that a mail reports has already happened.
 * @returns `off` when no server is configured, `failed` when it did not accept the mail
 */
export async function sendMail({
  to,
  subject,
  text,
}: Mail): Promise<"off" | "sent" | "failed"> {
  const { SMTP_URL, SMTP_FROM } = env();
  if (SMTP_URL === undefined) return "off";
  // Slow to load, and few processes ever send a mail.
  const { createTransport } = await import("nodemailer");
  const transport = createTransport({
    url: SMTP_URL,
    connectionTimeout: CONNECT_MS,
    greetingTimeout: ANSWER_MS,
    socketTimeout: ANSWER_MS,
    dnsTimeout: CONNECT_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  try {
    await transport.sendMail({
      from: SMTP_FROM,
      to: { name: "", address: to },
      subject,
      text,
    });
    return "sent";
  } catch (error) {
    log.warn({ err: error }, "a mail could not be sent");
    return "failed";
  } finally {
    transport.close();
  }
}
