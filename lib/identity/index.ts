export { IdentityError } from "./identity-error.ts";
