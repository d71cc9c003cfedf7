/** Failed attempts after which an event is parked: about a quarter of an hour after the first. */
export const MAX_ATTEMPTS = 8;
const FIRST_PAUSE_SECONDS = 2;

/** Seconds before an event is tried again, twice as long after each failure. @param attempts so far */
export function retryPause(attempts: number): number {
  return FIRST_PAUSE_SECONDS * 2 ** attempts;
}
