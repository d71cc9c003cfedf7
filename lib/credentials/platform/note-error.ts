import { eq } from "drizzle-orm";
import { db, schema, now } from "#lib/base/db/index.ts";
import {
  WeChatApiError,
  WeChatTransportError,
  wechatErrorKey,
} from "#lib/wechat/index.ts";

/** Notes for the health card what WeChat last refused; other errors are none of the platform's. */
export async function noteError(
  componentAppid: string,
  error: unknown,
): Promise<void> {
  if (!(
    error instanceof WeChatApiError || error instanceof WeChatTransportError
  ))
    return;
  await db()
    .update(schema.components)
    .set({
      lastErrorAt: now,
      lastErrorKey: wechatErrorKey(error),
      lastErrorApi: error.api,
    })
    .where(eq(schema.components.componentAppid, componentAppid));
}
