/** After so many failures an event is parked, for a person to look at: about a quarter of an hour after the first. */
export const MAX_ATTEMPTS = 8;
const FIRST_PAUSE_SECONDS = 2;

/** Seconds before an event is tried again: twice as long each time. @param attempts so far */
export function pauseAfter(attempts: number): number {
  return FIRST_PAUSE_SECONDS * 2 ** attempts;
}
