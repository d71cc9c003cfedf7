import { auditActor } from "#lib/audit/index.ts";
import {
  type Action,
  type Actor,
  type ActorOf,
  AuthError,
  authorize,
  bearerOf,
  countRequest,
  offeredKey,
  rateHeaders,
  requireLiving,
} from "#lib/auth/index.ts";
import { assertSameOrigin, currentActor } from "#lib/session/index.ts";
import { rememberCaller } from "./note-refusal.ts";
import { RequestError } from "./request-error.ts";

/**
 * Finds out who makes a request, and asks the policy whether they may, before anything else of it is read: by its API key
 * where it offers one, whatever cookie comes with it, else by its session.
 * @param action what the request does; null: what every signed-in person may do about themselves
 * @param appid the account that its path names
 * @param headers get those that tell a key how it stands against its limit, also where the request is refused
 * @throws {AuthError}
 * @throws {RequestError} `too_many_requests`
 */
export async function admit<Name extends Action | null>(
  request: Request,
  action: Name,
  appid: string | undefined,
  headers: Headers,
): Promise<ActorOf<Name>> {
  const bearer = bearerOf(request.headers.get("authorization"));
  const actor: Actor =
    bearer === null
      ? await personOf(request)
      : await keyOf(bearer, request, headers);
  if (action !== null) authorize(actor, action, appid);
  else if (actor.kind === "key") throw new AuthError("people_only");
  // What only people may do no key has come through to.
  return actor as ActorOf<Name>;
}

async function personOf(request: Request): Promise<Actor> {
  const actor = await currentActor();
  if (!actor) throw new AuthError("unauthenticated");
  rememberCaller(request, auditActor(actor));
  if (request.method !== "GET") assertSameOrigin(request);
  return actor;
}

async function keyOf(
  bearer: string,
  request: Request,
  headers: Headers,
): Promise<Actor> {
  const key = await offeredKey(bearer, {
    address: request.headers.get("x-client-address"),
    requestId: request.headers.get("x-request-id"),
  });
  const { actor, requestsPerMinute } = key;
  rememberCaller(request, auditActor(actor));
  await requireLiving(key);
  const rate = await countRequest(actor.keyId, requestsPerMinute);
  for (const [name, value] of Object.entries(rateHeaders(rate)))
    headers.set(name, value);
  if (rate.exceeded)
    throw new RequestError("too_many_requests", {
      values: { seconds: rate.seconds },
    });
  return actor;
}
