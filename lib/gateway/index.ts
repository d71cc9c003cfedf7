export { fastToken, fastTokenByKey } from "./fast-token.ts";
