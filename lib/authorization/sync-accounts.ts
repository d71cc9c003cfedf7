import { audit, type AuditActor, auditActor } from "#lib/audit/index.ts";
import { type Actor, authorize } from "#lib/access/index.ts";
import { db } from "#lib/base/db/index.ts";
import {
  activeComponent,
  recordPlatformError,
  PlatformError,
} from "#lib/credentials/platform/index.ts";
import { TokenError } from "#lib/credentials/tokens/index.ts";
import { WeChatError } from "#lib/wechat/index.ts";
import type { Differences } from "./compare-page.ts";
import { compareAll, newRun, reconcile } from "./reconcile.ts";

export type SyncResult = Differences;

/**
 * Compares the accounts with WeChat's list: accounts missing here are added, lost refresh tokens are taken over, and
 * accounts missing in the list are marked as deauthorized once WeChat confirms it for each.
 * @throws {AccessError} `forbidden`
 * @throws {PlatformError | TokenError | WeChatApiError | WeChatTransportError}
 */
export async function syncAccounts(actor: Actor): Promise<SyncResult> {
  authorize(actor, "platform.sync");
  const component = await activeComponent();
  const person = auditActor(actor);
  try {
    const run = await newRun();
    const result = await compareAll(component, person, run, () => undefined);
    await audit(db(), {
      actor: person,
      action: "platform.synced",
      subject: component.componentAppid,
      after: result,
    });
    return result;
  } catch (error) {
    await recordPlatformError(component.componentAppid, error);
    throw error;
  }
}

const daily: AuditActor = { kind: "system", name: "reconciliation" };

/** The daily comparison, on one of the instances; retried an hour later if the platform is unavailable. */
export async function reconcileDaily(): Promise<void> {
  try {
    await reconcile(await activeComponent(), daily);
  } catch (error) {
    const known = [PlatformError, TokenError, WeChatError];
    if (!known.some((kind) => error instanceof kind)) throw error;
  }
}
