import type { LinkRow, Role } from "#lib/auth/index.ts";

/** Who an invitation is for. */
export function inviteeOf({ email, role }: LinkRow): {
  email: string;
  role: Role;
} {
  if (email === null || role === null)
    throw new Error("an invitation names nobody");
  return { email, role };
}
