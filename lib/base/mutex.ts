/** Runs steps one at a time, in the order given; a failing step does not stop the next ones. */
export class Mutex {
  #last: Promise<unknown> = Promise.resolve();

  /** @returns what the step returns, or its error */
  run<Result>(step: () => Promise<Result>): Promise<Result> {
    const result = this.#last.then(step);
    this.#last = result.catch(() => undefined);
    return result;
  }
}
