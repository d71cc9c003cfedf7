import pMap from "p-map";
import { z } from "zod";
import type { Actor } from "#lib/access/index.ts";
import { disableAccount, enableAccount } from "./enable-account.ts";
import { refreshAccount } from "./refresh-account.ts";
import { type BulkAction, bulkActions } from "./kinds.ts";

/** Concurrency that neither takes too long for a thousand accounts nor floods WeChat. */
const AT_ONCE = 5;

/** What `POST /accounts/bulk` takes: one batch, so that the caller can show progress and stop in between. */
export const bulkInput = z.strictObject({
  action: z.enum(bulkActions),
  appids: z
    .array(z.string().min(1).max(64))
    .min(1, { error: "required" })
    .max(50, { error: "too_long" })
    .transform((appids) => [...new Set(appids)]),
});
const change = {
  enable: enableAccount,
  disable: disableAccount,
  refresh: refreshAccount,
} satisfies Record<
  BulkAction,
  (actor: Actor, appid: string) => Promise<unknown>
>;

/**
 * Applies one operation to several accounts independently: a failure does not affect the others.
 * @returns in the order of the input; `error` is null on success
 */
export async function changeAccounts(
  actor: Actor,
  { action, appids }: z.infer<typeof bulkInput>,
): Promise<{ appid: string; error: unknown }[]> {
  return pMap(
    appids,
    (appid) =>
      change[action](actor, appid).then(
        () => ({ appid, error: null }),
        (error: unknown) => ({ appid, error }),
      ),
    { concurrency: AT_ONCE },
  );
}
