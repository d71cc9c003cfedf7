import { setTimeout as pause } from "node:timers/promises";
import { eventually } from "./deployment.ts";

const second = () => Math.floor(Date.now() / 1000);

/** Waits for the next whole second: WeChat's events carry seconds, and two of one second have no order (protocol 1.3). */
export async function nextSecond(): Promise<void> {
  const now = second();
  await eventually(() => second() > now);
}

/**
 * Asserts that something does not happen: repeats a check for a while and fails with it.
 * @param ms as long as the thing would take if it happened
 */
export async function throughout(
  ms: number,
  check: () => Promise<void> | void,
): Promise<void> {
  const end = performance.now() + ms;
  while (performance.now() < end) {
    await check();
    await pause(40);
  }
  await check();
}
