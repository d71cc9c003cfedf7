import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import { audit, type AuditActor } from "#lib/audit/index.ts";
import {
  type Database,
  db,
  schema,
  type Transaction,
} from "#lib/base/db/index.ts";
import { hashToken } from "#lib/base/secrets/index.ts";
import { AuthorizationError } from "./authorization-error.ts";
import { openState, type VisitState } from "./state.ts";
import { reportedReasons } from "./kinds.ts";

const { authorizationLinks: links, authorizationVisits: visits } = schema;

/** What the visitor's page sends; the state that it was rendered with authorizes it. */
export const visitInput = z.strictObject({ state: z.string().max(1000) });
export const reportInput = z.strictObject({
  state: z.string().max(1000),
  reason: z.enum(reportedReasons),
});

/** Records a visit by its state. Idempotent. */
export async function recordVisit(
  database: Database | Transaction,
  sealedState: string,
  state: VisitState,
): Promise<void> {
  await database
    .insert(visits)
    .values({
      stateHash: hashToken(sealedState),
      linkTokenHash: hashToken(state.token),
      preAuthCodeHash: state.preAuthCodeHash,
    })
    .onConflictDoNothing();
}

/**
 * The visitor's page was opened.
 * @throws {AuthorizationError} `state_invalid`
 */
export async function reportOpened(
  token: string,
  sealedState: string,
): Promise<void> {
  const state = stateOf(token, sealedState);
  await recordVisit(db(), sealedState, state);
  await advance(token, ["waiting", "failed"], "opened");
}

/**
 * The visitor follows the link to WeChat.
 * @throws {AuthorizationError} `state_invalid`
 */
export async function reportFollowed(
  token: string,
  sealedState: string,
): Promise<void> {
  const state = stateOf(token, sealedState);
  await recordVisit(db(), sealedState, state);
  await advance(token, ["waiting", "opened", "failed"], "authorizing");
}

/**
 * The visitor came back without a result and reports why; the operator's dialog shows it, and the link can be used again.
 * @throws {AuthorizationError} `state_invalid`
 */
export async function reportProblem(
  token: string,
  input: z.infer<typeof reportInput>,
  actor: AuditActor,
): Promise<void> {
  stateOf(token, input.state);
  await db().transaction(async (tx) => {
    const changed = await tx
      .update(links)
      .set({ progress: "failed", reason: input.reason, errorKey: null })
      .where(
        and(
          eq(links.tokenHash, hashToken(token)),
          inArray(links.progress, [
            "waiting",
            "opened",
            "authorizing",
            "failed",
          ]),
          isNull(links.revokedAt),
        ),
      )
      .returning({ label: links.label });
    if (changed.length > 0)
      await audit(tx, {
        actor,
        action: "link.problem_reported",
        subject: hashToken(token).slice(0, 16),
        after: { reason: input.reason },
      });
  });
}

function stateOf(token: string, sealedState: string): VisitState {
  const state = openState(sealedState);
  if (state.token !== token) throw new AuthorizationError("state_invalid");
  return state;
}

async function advance(
  token: string,
  from: (typeof links.$inferSelect)["progress"][],
  to: "opened" | "authorizing",
): Promise<void> {
  await db()
    .update(links)
    .set({ progress: to, reason: null, errorKey: null })
    .where(
      and(
        eq(links.tokenHash, hashToken(token)),
        inArray(links.progress, from),
        isNull(links.revokedAt),
        sql`${links.expiresAt} > clock_timestamp()`,
      ),
    );
}
