import type { Role } from "#lib/access/index.ts";
import type { Tone } from "#components/ui/badge.tsx";

/** From the most to the least, as people choose them. */
export const roles: Role[] = ["owner", "admin", "operator", "viewer"];

export const roleTones: Record<Role, Tone> = {
  owner: "danger",
  admin: "warning",
  operator: "info",
  viewer: "neutral",
};
