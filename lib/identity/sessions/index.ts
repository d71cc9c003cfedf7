export { endSessionsOf } from "./end-sessions.ts";
export { authSecret, secureCookies, sessionIdOf } from "./session-cookie.ts";
export {
  createSession,
  endSession,
  hasSecondFactor,
  livingSession,
  noteSeen,
  type PersonRow,
  personOf,
  SESSION_HOURS,
  sessionLives,
  sessionOfId,
  settleSecondFactor,
  type Standing,
  succeedSession,
} from "./sessions.ts";
