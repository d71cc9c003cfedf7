import { hashPassword } from "#lib/auth/password.ts";
import { type Session, signIn } from "./session.ts";
import type { World } from "./world.ts";

/** A signed-in person of a role, made by SQL. */
export async function person(
  world: World,
  role: "viewer" | "operator" | "admin" | "owner",
): Promise<Session> {
  const someone = {
    email: `${role}.of.test@example.com`,
    password: `the password of the ${role}`,
  };
  await world.sql.query(
    "insert into users (email, name, password_hash, role) values ($1, $2, $3, $2) on conflict do nothing",
    [someone.email, role, await hashPassword(someone.password)],
  );
  return signIn(world.consoles[0]?.origin ?? "", someone);
}
