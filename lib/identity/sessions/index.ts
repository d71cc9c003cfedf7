export { endSessionsOf } from "./end-sessions.ts";
export { authSecret, secureCookies, sessionIdOf } from "./session-cookie.ts";
export {
  createSession,
  endSession,
  hasSecondFactor,
  activeSession,
  recordSessionUse,
  type PersonRow,
  personOf,
  SESSION_HOURS,
  sessionIsActive,
  sessionOfId,
  recordSecondFactor,
  type SessionStage,
  replaceSession,
} from "./sessions.ts";
export { purgeSessions } from "./purge-sessions.ts";
