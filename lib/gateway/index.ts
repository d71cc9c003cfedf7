/** Reads an access token for a request in one statement. */

export { fastToken, fastTokenByKey } from "./fast-token.ts";
