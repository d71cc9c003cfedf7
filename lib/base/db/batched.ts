interface Pending<Question, Answer> {
  question: Question;
  settle: (answer: Answer) => void;
  fail: (error: unknown) => void;
}

/** Maximum batch size: in a larger batch, the first request would wait too long for the last. */
const MAX_BATCH = 200;
/** Concurrent statements: while one result is being returned, the database works on the other. */
const MAX_STATEMENTS = 2;

/**
 * Batches the requests that arrive while others are in progress, so that under load one statement answers many. Nothing
 * is cached.
 * @param ask returns the answers in the order of the requests
 */
export function batched<Question, Answer>(
  ask: (questions: readonly Question[]) => Promise<readonly Answer[]>,
): (question: Question) => Promise<Answer> {
  const pending: Pending<Question, Answer>[] = [];
  let statements = 0;

  const work = async () => {
    statements += 1;
    // One turn of the event loop, so that requests that arrive together share a batch.
    await new Promise((resolve) => setImmediate(resolve));
    while (pending.length > 0) await answer(pending.splice(0, MAX_BATCH), ask);
    statements -= 1;
  };
  return (question) =>
    new Promise((settle, fail) => {
      pending.push({ question, settle, fail });
      if (statements < MAX_STATEMENTS) void work();
    });
}

async function answer<Question, Answer>(
  batch: Pending<Question, Answer>[],
  ask: (questions: readonly Question[]) => Promise<readonly Answer[]>,
): Promise<void> {
  try {
    const answers = await ask(batch.map(({ question }) => question));
    for (const [index, { settle }] of batch.entries())
      settle(answers[index] as Answer);
  } catch (error) {
    for (const { fail } of batch) fail(error);
  }
}
