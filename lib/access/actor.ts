import type { Role, Scope } from "./kinds.ts";

/** A signed-in person, as found behind the session cookie of one request. */
export interface UserActor {
  kind: "user";
  userId: string;
  name: string;
  email: string;
  role: Role;
  sessionId: string;
  address: string | null;
  requestId: string | null;
}

/** A system of the company's, as found behind the API key of one request. */
export interface KeyActor {
  kind: "key";
  keyId: string;
  name: string;
  /** The beginning of the secret that it was proved by. */
  prefix: string;
  scopes: readonly Scope[];
  /** AppIDs of the accounts that there are for it; null: all. */
  accounts: readonly string[] | null;
  address: string | null;
  requestId: string | null;
}

/** Who asks for something: every lib function that reads or writes takes one, and policy.ts decides. */
export type Actor = UserActor | KeyActor;

/** By what an actor is known in rows: the id of the person or of the key. */
export function actorId(actor: Actor): string {
  return actor.kind === "user" ? actor.userId : actor.keyId;
}
