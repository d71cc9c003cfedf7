export {
  createSession,
  replaceSession,
  recordSecondFactor,
  recordSessionUse,
  endSession,
  sessionOfId,
  activeSession,
  sessionIsActive,
  hasSecondFactor,
  type PersonRow,
  personOf,
  SESSION_HOURS,
  type SessionStage,
} from "./sessions.ts";
export { endSessionsOf } from "./end-sessions.ts";
export { authSecret, secureCookies, sessionIdOf } from "./session-cookie.ts";

export { purgeSessions } from "./purge-sessions.ts";
