import { eq } from "drizzle-orm";
import { db, schema, now } from "#lib/base/db/index.ts";
import { WeChatError } from "#lib/wechat/index.ts";

/** Records a failed call to WeChat for the health card; ignores other errors. */
export async function recordPlatformError(
  componentAppid: string,
  error: unknown,
): Promise<void> {
  if (!(error instanceof WeChatError)) return;
  await db()
    .update(schema.components)
    .set({
      lastErrorAt: now,
      lastErrorKey: error.key,
      lastErrorApi: error.api,
    })
    .where(eq(schema.components.componentAppid, componentAppid));
}
