export type { OidcRefusal } from "./oidc-decision.ts";
export { signInByOidc } from "./oidc-sign-in.ts";
