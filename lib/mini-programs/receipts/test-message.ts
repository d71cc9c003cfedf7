import { eq } from "drizzle-orm";
import { z } from "zod";
import { audit, auditActor } from "#lib/audit/index.ts";
import { type Actor, authorize } from "#lib/access/index.ts";
import { db, schema } from "#lib/base/db/index.ts";
import { componentByAppid } from "#lib/credentials/platform/index.ts";
import { authorizerClient } from "#lib/credentials/tokens/index.ts";
import type { SubscribeTemplate } from "#lib/wechat/index.ts";
import { ReceiptError } from "./receipt-error.ts";

const { accounts } = schema;

const line = z.string().trim().min(1, { error: "required" }).max(200, {
  error: "too_long",
});

/** What `POST /accounts/{appid}/test-messages` takes: one message to one user. */
export const testMessageInput = z.strictObject({
  templateId: line,
  openid: line,
  /** By keyword of the template, such as `thing1`. */
  values: z.record(z.string().regex(/^\w{1,40}$/), line),
  page: z.string().trim().max(500, { error: "too_long" }).optional(),
});

/**
 * The subscribe-message templates of a Mini Program, read from WeChat with the token from its token source.
 * @throws {AccessError} `forbidden`
 * @throws {ReceiptError} `account_unknown`, `send_not_configured`
 * @throws {TokenError | OutboundError | WeChatApiError | WeChatTransportError}
 */
export async function subscribeTemplates(
  actor: Actor,
  appid: string,
): Promise<SubscribeTemplate[]> {
  authorize(actor, "messages.send", appid);
  return (await miniProgramClient(appid)).subscribeTemplates();
}

/**
 * Sends one subscribe message through the configured token, as the company's own system would. Its receipt is found by
 * the id that comes back.
 * @returns messageId: null when WeChat returns none
 * @throws {AccessError} `forbidden`
 * @throws {ReceiptError} `account_unknown`, `send_not_configured`
 * @throws {TokenError | OutboundError | WeChatApiError | WeChatTransportError}
 */
export async function sendTestMessage(
  actor: Actor,
  appid: string,
  message: z.infer<typeof testMessageInput>,
): Promise<{ messageId: string | null }> {
  authorize(actor, "messages.send", appid);
  const client = await miniProgramClient(appid);
  const messageId = await client.sendSubscribeMessage(message);
  await audit(db(), {
    actor: auditActor(actor),
    action: "message.test_sent",
    subject: appid,
    after: { templateId: message.templateId, messageId },
  });
  return { messageId };
}

async function miniProgramClient(appid: string) {
  const [account] = await db()
    .select({
      componentAppid: accounts.componentAppid,
      sendMode: accounts.sendMode,
    })
    .from(accounts)
    .where(eq(accounts.appid, appid));
  const component = account && (await componentByAppid(account.componentAppid));
  if (!component) throw new ReceiptError("account_unknown");
  if (account.sendMode === null) throw new ReceiptError("send_not_configured");
  return authorizerClient(component, appid, "own");
}
