import { randomUUID } from "node:crypto";
import { hashPassword } from "#lib/identity/sign-in/password.ts";
import { type Session, signIn } from "./session.ts";
import type { Deployment } from "./deployment.ts";

export interface SignedInMember {
  id: string;
  email: string;
  password: string;
  session: Session;
}

/** Creates a member with the given role by SQL and signs in at the first console. */
export async function createMember(
  deployment: Deployment,
  role: "viewer" | "operator" | "admin" | "owner",
): Promise<SignedInMember> {
  const email = `${role}-${randomUUID().slice(0, 8)}@example.com`;
  const password = `the password of ${email}`;
  const { rows } = await deployment.sql.query<{ id: string }>(
    "insert into users (email, name, password_hash, role) values ($1, $2, $3, $2) returning id",
    [email, role, await hashPassword(password)],
  );
  const session = await signIn(deployment.consoles[0]?.origin ?? "", {
    email,
    password,
  });
  return { id: rows[0]?.id ?? "", email, password, session };
}
