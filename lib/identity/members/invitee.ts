import type { LinkRow } from "./single-use-link.ts";
import type { Role } from "#lib/access/index.ts";

/** Who an invitation is for. */
export function inviteeOf({ email, role }: LinkRow): {
  email: string;
  role: Role;
} {
  if (email === null || role === null)
    throw new Error("an invitation has no address or role");
  return { email, role };
}
