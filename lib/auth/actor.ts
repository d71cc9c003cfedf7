import type { Role } from "./policy.ts";

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
