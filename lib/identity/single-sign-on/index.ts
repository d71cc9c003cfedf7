/** Sign-in by the company's OpenID Connect provider. */

export { signInByOidc } from "./oidc-sign-in.ts";
export type { OidcRefusal } from "./oidc-decision.ts";
