export { hotToken, hotTokenByKey } from "./fast-token.ts";
