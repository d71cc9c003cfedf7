import { type Role, roles } from "#lib/access/kinds.ts";
import type { Tone } from "#components/ui/badge.tsx";

/** In order of decreasing rights. */
export const rolesDescending = [...roles].reverse();

export const roleTones: Record<Role, Tone> = {
  owner: "danger",
  admin: "warning",
  operator: "info",
  viewer: "neutral",
};
