/** What of identity needs Next.js: the current user of a page or route, and the handlers of Auth.js. */

export { currentActor, currentSession, requireUser } from "./current-actor.ts";
export { assertSameOrigin } from "./same-origin.ts";

export { authOptions } from "./next-auth.ts";
export { singleSignOn } from "./single-sign-on.ts";
