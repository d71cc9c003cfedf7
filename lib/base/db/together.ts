interface Waiting<Question, Answer> {
  question: Question;
  settle: (answer: Answer) => void;
  fail: (error: unknown) => void;
}

/** More at once would keep the first one waiting for the last. */
const MOST_TOGETHER = 200;
/** Statements under way: while one is on its way back, the database works on the other. */
const AT_ONCE = 2;

/**
 * Puts together what is asked while others are being answered: under load one statement reads for many, and nobody is
 * answered from memory.
 * @param ask answers in the order of the questions
 */
export function together<Question, Answer>(
  ask: (questions: readonly Question[]) => Promise<readonly Answer[]>,
): (question: Question) => Promise<Answer> {
  const waiting: Waiting<Question, Answer>[] = [];
  let underWay = 0;

  const work = async () => {
    underWay += 1;
    // A turn of the event loop: what arrived together is asked together.
    await new Promise((resolve) => setImmediate(resolve));
    while (waiting.length > 0)
      await answer(waiting.splice(0, MOST_TOGETHER), ask);
    underWay -= 1;
  };
  return (question) =>
    new Promise((settle, fail) => {
      waiting.push({ question, settle, fail });
      if (underWay < AT_ONCE) void work();
    });
}

async function answer<Question, Answer>(
  group: Waiting<Question, Answer>[],
  ask: (questions: readonly Question[]) => Promise<readonly Answer[]>,
): Promise<void> {
  try {
    const answers = await ask(group.map(({ question }) => question));
    for (const [index, { settle }] of group.entries())
      settle(answers[index] as Answer);
  } catch (error) {
    for (const { fail } of group) fail(error);
  }
}
