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
import { recordCaller } from "./audit-request-refusal.ts";
import { RequestError } from "./request-error.ts";

/** What the policy needs to know about a request. */
interface RequestAccess<Name> {
  /** null: what every signed-in person may do for themselves. */
  action: Name;
  /** The AppID in its path. */
  appid?: string | undefined;
  /** Whether people who must first set up a second factor are admitted. */
  duringEnrolment?: boolean | undefined;
}

/**
 * Authenticates and authorizes a request before its query and body are read: by its API key if it presents one, even when
 * it also has a cookie, otherwise by its session.
 * @param headers receives the rate limit headers of a key, also when the request is refused
 * @throws {AccessError} from the policy
 * @throws {IdentityError} `unauthenticated`; `second_factor_required` when the session still waits for the second factor;
 * `second_factor_missing` when one must be set up first; `api_key_invalid`, `address_not_allowed`
 * @throws {RequestError} `too_many_requests`
 */
export async function admit<Name extends Action | null>(
  request: Request,
  { action, appid, duringEnrolment = false }: RequestAccess<Name>,
  headers: Headers,
): Promise<ActorOf<Name>> {
  const bearer = bearerOf(request.headers.get("authorization"));
  const actor: Actor =
    bearer === null
      ? await personOf(request, duringEnrolment)
      : await keyOf(bearer, request, headers);
  if (action !== null) authorize(actor, action, appid);
  else if (actor.kind === "key") throw new AccessError("people_only");
  // Keys are refused above when the action is for people only.
  return actor as ActorOf<Name>;
}

async function personOf(
  request: Request,
  duringEnrolment: boolean,
): Promise<Actor> {
  const session = await currentSession();
  if (!session) throw new IdentityError("unauthenticated");
  const { actor, stage } = session;
  recordCaller(request, auditActor(actor));
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
  recordCaller(request, auditActor(actor));
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
