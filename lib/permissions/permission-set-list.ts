import { z } from "zod";
import { authorize, type UserActor } from "#lib/auth/index.ts";
import {
  type AccountType,
  type PermissionSet,
  permissionSetsOf,
} from "./catalogue.ts";

/** What `GET /permission-sets` takes. */
export const permissionSetQuery = z.strictObject({
  type: z.enum(["official_account", "mini_program"]).optional(),
});

/**
 * The catalogue of permission sets, in one page.
 * @throws {AuthError} `forbidden`
 */
export function permissionSetList(
  actor: UserActor,
  { type }: z.infer<typeof permissionSetQuery>,
): { items: (PermissionSet & { type: AccountType })[]; nextCursor: null } {
  authorize(actor, "permissions.read");
  const types: AccountType[] = type
    ? [type]
    : ["official_account", "mini_program"];
  return {
    items: types.flatMap((type) =>
      permissionSetsOf(type).map((set) => ({ ...set, type })),
    ),
    nextCursor: null,
  };
}
