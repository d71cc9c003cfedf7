export { currentActor, currentSession, requireUser } from "./current-actor.ts";
export { authOptions } from "./next-auth.ts";
export { assertSameOrigin } from "./same-origin.ts";
export { singleSignOn } from "./single-sign-on.ts";
