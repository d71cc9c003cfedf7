/** What the folders of this module share. */

export { IdentityError } from "./identity-error.ts";
