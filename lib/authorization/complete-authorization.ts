import { and, eq, isNull, or } from "drizzle-orm";
import type { AuditActor } from "#lib/audit/index.ts";
import { db, schema } from "#lib/base/db/index.ts";
import { componentByAppid } from "#lib/credentials/platform/index.ts";
import { hashToken } from "#lib/base/secrets/index.ts";
import { applyAuthorized } from "./apply.ts";
import { AuthorizationError } from "./authorization-error.ts";
import { exchangeCode } from "./exchange-code.ts";
import { failLink, finishLink } from "./finish-link.ts";
import { linkByToken } from "./links.ts";
import { openState } from "./state.ts";
import { upstreamErrorKey } from "./upstream-error-key.ts";
import { recordVisit } from "./visits.ts";

const { authorizationVisits: visits } = schema;

/**
 * Completes an authorization when the admin returns from WeChat with a code (protocol 3.3). A state is valid for one code:
 * a reload with the same code shows the same result, another code is refused.
 * @returns the link's token: its page tells the visitor how it went
 * @throws {AuthorizationError} `state_invalid`
 */
export async function completeAuthorization(
  input: { state: string; authCode: string },
  actor: AuditActor,
): Promise<{ token: string }> {
  const state = openState(input.state);
  const link = await linkByToken(state.token);
  const component = link && (await componentByAppid(link.componentAppid));
  if (!link || !component) throw new AuthorizationError("state_invalid");
  await recordVisit(db(), input.state, state);
  if (!(await claimState(input.state, input.authCode)))
    throw new AuthorizationError("state_invalid");
  try {
    const appid = await exchangeCode({
      component,
      code: input.authCode,
      store: async (tx, exchanged) => {
        await applyAuthorized(tx, {
          componentAppid: component.componentAppid,
          exchanged,
          version: null,
          source: "scan",
          label: link.label,
          actor,
        });
      },
    });
    await finishLink(db(), link, appid);
  } catch (error) {
    await failLink(link, ...reasonOf(error));
  }
  return { token: state.token };
}

async function claimState(sealedState: string, code: string): Promise<boolean> {
  const codeHash = hashToken(code);
  const claimed = await db()
    .update(visits)
    .set({ codeHash })
    .where(
      and(
        eq(visits.stateHash, hashToken(sealedState)),
        or(isNull(visits.codeHash), eq(visits.codeHash, codeHash)),
      ),
    )
    .returning({ stateHash: visits.stateHash });
  return claimed.length > 0;
}

function reasonOf(
  error: unknown,
): ["code_expired" | "wechat_error", string | null] {
  if (error instanceof AuthorizationError)
    return error.code === "code_spent"
      ? ["code_expired", error.wechatKey]
      : ["wechat_error", "timeout"];
  const key = upstreamErrorKey(error);
  if (key === null) throw error;
  return ["wechat_error", key];
}
