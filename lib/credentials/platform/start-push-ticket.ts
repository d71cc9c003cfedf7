import { audit, auditActor } from "#lib/audit/index.ts";
import { authorize, type UserActor } from "#lib/access/index.ts";
import { db } from "#lib/base/db/index.ts";
import { startPushTicket as askWeChat } from "#lib/wechat/index.ts";
import { activeComponent } from "./component.ts";
import { recordPlatformError } from "./record-platform-error.ts";

/**
 * Asks WeChat to push verify tickets again (protocol 1.4); the next one comes within ten minutes.
 * @returns restarted: false when the push was already working
 * @throws {AccessError} `forbidden`
 * @throws {PlatformError} `platform_missing`
 * @throws {WeChatApiError | WeChatTransportError}
 */
export async function startPushTicket(
  actor: UserActor,
): Promise<{ restarted: boolean }> {
  authorize(actor, "platform.repair");
  const component = await activeComponent();
  try {
    const { restarted } = await askWeChat({
      apiOrigin: component.origins.api,
      componentAppid: component.componentAppid,
      appSecret: component.appSecret,
    });
    await audit(db(), {
      actor: auditActor(actor),
      action: "platform.ticket_push_started",
      subject: component.componentAppid,
      after: { restarted },
    });
    return { restarted };
  } catch (error) {
    await recordPlatformError(component.componentAppid, error);
    await audit(db(), {
      actor: auditActor(actor),
      action: "platform.ticket_push_started",
      subject: component.componentAppid,
      outcome: "failed",
    });
    throw error;
  }
}
