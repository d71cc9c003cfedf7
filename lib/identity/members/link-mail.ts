import { createTranslator } from "next-intl";
import type { MadeLink } from "./single-use-link.ts";
import type { Role } from "#lib/access/index.ts";
import { type Locale, messagesOf } from "#lib/base/i18n/index.ts";
import { type Mail, sendMail } from "#lib/base/mail/index.ts";
import type { LinkToPass } from "./schema.ts";

/** Sends the mail if the deployment can. It is also returned, so that the link's creator can copy it. */
export async function sendByMail(
  link: MadeLink,
  mail: Mail,
): Promise<LinkToPass> {
  return { ...link, mail, mailed: await sendMail(mail) };
}

function words(locale: Locale) {
  const messages = messagesOf(locale);
  return {
    t: createTranslator({ locale, messages, namespace: "members.mail" }),
    roleNames: createTranslator({
      locale,
      messages,
      namespace: "common.roles",
    }),
  };
}

/** The mail of an invitation. */
export function invitationMail(
  locale: Locale,
  about: { to: string; inviter: string; role: Role; url: string; days: number },
): Mail {
  const { t, roleNames } = words(locale);
  const { to, inviter, role, url, days } = about;
  return {
    to,
    subject: t("invitation.subject", { inviter }),
    text: t("invitation.text", { inviter, role: roleNames(role), url, days }),
  };
}

/** The mail with a link to reset a password. */
export function resetMail(
  locale: Locale,
  about: { to: string; name: string; url: string; hours: number },
): Mail {
  const { t } = words(locale);
  const { to, name, url, hours } = about;
  return {
    to,
    subject: t("reset.subject"),
    text: t("reset.text", { name, url, hours }),
  };
}
