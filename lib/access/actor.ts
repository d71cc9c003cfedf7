import type { Role, Scope } from "./kinds.ts";

/** The signed-in person of one request, identified by the session cookie. */
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

/** The API key of one request: one of the company's systems. */
export interface KeyActor {
  kind: "key";
  keyId: string;
  name: string;
  /** The first characters of the secret that was presented. */
  prefix: string;
  scopes: readonly Scope[];
  /** AppIDs of the accounts that the key is limited to; null: all. */
  accounts: readonly string[] | null;
  address: string | null;
  requestId: string | null;
}

/** Who makes a request. Every lib function that reads or writes takes one, and policy.ts decides. */
export type Actor = UserActor | KeyActor;

/** The id under which rows refer to an actor: the person's or the key's. */
export function actorId(actor: Actor): string {
  return actor.kind === "user" ? actor.userId : actor.keyId;
}
