import { auditActor } from "#lib/audit/index.ts";
import {
  AccessError,
  type Action,
  type Actor,
  type ActorOf,
  authorize,
} from "#lib/access/index.ts";
import { IdentityError } from "#lib/identity/index.ts";
import {
  bearerOf,
  countRequest,
  presentedKey,
  rateHeaders,
  requireActiveKey,
} from "#lib/identity/api-keys/index.ts";
import { fromOf } from "#lib/base/request-source.ts";
import { assertSameOrigin, currentSession } from "#lib/identity/next/index.ts";
import { rememberCaller } from "./note-refusal.ts";
import { RequestError } from "./request-error.ts";

/** What is to be known of a request before it is let in. */
interface Asked<Name> {
  /** What the request does; null: what every signed-in person may do about themselves. */
  action: Name;
  /** The account that its path names. */
  appid?: string | undefined;
  /** Also for those who must set up a second factor before they may do anything else. */
  duringEnrolment?: boolean | undefined;
}

/**
 * Finds out who makes a request, and asks the policy whether they may, before anything else of it is read: by its API key
 * where it offers one, whatever cookie comes with it, else by its session.
 * @param headers get those that tell a key how it stands against its limit, also where the request is refused
 * @throws {IdentityError} what the policy throws, and `unauthenticated`; `second_factor_required` when only the password was
 * shown of somebody who has more; `second_factor_missing` when they must set one up first
 * @throws {RequestError} `too_many_requests`
 */
export async function admit<Name extends Action | null>(
  request: Request,
  { action, appid, duringEnrolment = false }: Asked<Name>,
  headers: Headers,
): Promise<ActorOf<Name>> {
  const bearer = bearerOf(request.headers.get("authorization"));
  const actor: Actor =
    bearer === null
      ? await personOf(request, duringEnrolment)
      : await keyOf(bearer, request, headers);
  if (action !== null) authorize(actor, action, appid);
  else if (actor.kind === "key") throw new AccessError("people_only");
  // What only people may do no key has come through to.
  return actor as ActorOf<Name>;
}

async function personOf(
  request: Request,
  duringEnrolment: boolean,
): Promise<Actor> {
  const session = await currentSession();
  if (!session) throw new IdentityError("unauthenticated");
  const { actor, stage } = session;
  rememberCaller(request, auditActor(actor));
  if (stage === "second_factor_due")
    throw new IdentityError("second_factor_required");
  if (stage === "enrolment_due" && !duringEnrolment)
    throw new IdentityError("second_factor_missing");
  if (request.method !== "GET") assertSameOrigin(request);
  return actor;
}

async function keyOf(
  bearer: string,
  request: Request,
  headers: Headers,
): Promise<Actor> {
  const key = await presentedKey(bearer, fromOf(request));
  const { actor, requestsPerMinute } = key;
  rememberCaller(request, auditActor(actor));
  await requireActiveKey(key);
  const rate = await countRequest(actor.keyId, requestsPerMinute);
  for (const [name, value] of Object.entries(rateHeaders(rate)))
    headers.set(name, value);
  if (rate.exceeded)
    throw new RequestError("too_many_requests", {
      values: { seconds: rate.seconds },
    });
  return actor;
}
