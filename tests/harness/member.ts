import { randomUUID } from "node:crypto";
import { hashPassword } from "#lib/identity/sign-in/password.ts";
import { type Session, signIn } from "./session.ts";
import type { World } from "./world.ts";

export interface Person {
  id: string;
  email: string;
  password: string;
  session: Session;
}

/** A member of a role who is signed in at the first console, made by SQL. */
export async function member(
  world: World,
  role: "viewer" | "operator" | "admin" | "owner",
): Promise<Person> {
  const email = `${role}-${randomUUID().slice(0, 8)}@example.com`;
  const password = `the password of ${email}`;
  const { rows } = await world.sql.query<{ id: string }>(
    "insert into users (email, name, password_hash, role) values ($1, $2, $3, $2) returning id",
    [email, role, await hashPassword(password)],
  );
  const session = await signIn(world.consoles[0]?.origin ?? "", {
    email,
    password,
  });
  return { id: rows[0]?.id ?? "", email, password, session };
}
