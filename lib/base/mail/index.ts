export { type Mail, mailIsSet, sendMail } from "./send-mail.ts";
