/** Runs steps one at a time, in the order given; a step that fails does not stop the ones behind it. */
export class Mutex {
  #last: Promise<unknown> = Promise.resolve();

  /** @returns what the step returns, or its error */
  run<Result>(step: () => Promise<Result>): Promise<Result> {
    const result = this.#last.then(step);
    this.#last = result.catch(() => undefined);
    return result;
  }
}
