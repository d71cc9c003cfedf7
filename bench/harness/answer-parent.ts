/**
 * For a program that a benchmark starts (program.ts): answers what the benchmark asks, and ends when it does. Called once
 * the program is ready.
 */
export function answerParent<Question>(
  answer: (question: Question) => unknown,
): void {
  process.on("message", (question: Question) => {
    void (async () => {
      try {
        process.send?.({ answer: await answer(question) });
      } catch (error) {
        process.send?.({ failed: String(error) });
      }
    })();
  });
  process.on("disconnect", () => process.exit());
  process.send?.("ready");
}
