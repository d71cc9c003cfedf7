import { env } from "#lib/base/env.ts";
import { log } from "#lib/base/log.ts";

/** A letter in plain text. */
export interface Mail {
  to: string;
  subject: string;
  text: string;
}

/** Milliseconds that are waited for the server's connection, and for each of its answers. */
const CONNECT_MS = 5_000;
const ANSWER_MS = 8_000;

/** Whether this deployment can send mails. */
export function mailIsSet(): boolean {
  return env().SMTP_URL !== undefined;
}

/**
 * Sends a mail by the server of `SMTP_URL`. Nobody has to catch anything: what a mail is about has happened already.
 * @returns `off` without such a server, `failed` when it did not take the mail
 */
export async function sendMail({
  to,
  subject,
  text,
}: Mail): Promise<"off" | "sent" | "failed"> {
  const { SMTP_URL, SMTP_FROM } = env();
  if (SMTP_URL === undefined) return "off";
  // It takes a while to load, and few processes ever send a mail.
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
