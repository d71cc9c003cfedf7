const cleanups: (() => Promise<unknown> | void)[] = [];

/** Registers a cleanup that runs when the benchmark ends, however it ends; the last registered runs first. */
export function defer(cleanup: () => Promise<unknown> | void): void {
  cleanups.push(cleanup);
}

/** Runs all deferred cleanups; a failing one does not stop the others. */
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
