const cleanups: (() => Promise<unknown> | void)[] = [];

/** Has something undone when the benchmark is over, however it ends; the last first. */
export function defer(cleanup: () => Promise<unknown> | void): void {
  cleanups.push(cleanup);
}

/** Undoes all that was deferred; what cannot be undone keeps nothing else from it. */
export async function cleanUp(): Promise<void> {
  for (;;) {
    const cleanup = cleanups.pop();
    if (!cleanup) return;
    try {
      await cleanup();
    } catch (error) {
      process.stderr.write(`while cleaning up: ${String(error)}\n`);
    }
  }
}
