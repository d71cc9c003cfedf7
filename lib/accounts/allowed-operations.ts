import { can, type UserActor } from "#lib/access/index.ts";

/** The operations on accounts that the policy allows, so that pages can hide the others. */
export interface AllowedOperations {
  connect: boolean;
  refresh: boolean;
  configure: boolean;
  enable: boolean;
  resetQuota: boolean;
  delete: boolean;
}

/** The policy's answers for the operations on accounts. */
export function allowedOperations(actor: UserActor): AllowedOperations {
  return {
    connect: can(actor, "links.manage"),
    refresh: can(actor, "accounts.refresh"),
    configure: can(actor, "accounts.configure"),
    enable: can(actor, "accounts.enable"),
    resetQuota: can(actor, "accounts.reset_quota"),
    delete: can(actor, "accounts.delete"),
  };
}
