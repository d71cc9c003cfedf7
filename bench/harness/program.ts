import { type ChildProcess, fork, type Serializable } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { defer } from "./cleanup.ts";

const folder = join(import.meta.dirname, "..", "programs");

/** A program of bench/programs that runs beside the benchmark. */
export interface Program<Question, Answer> {
  /** One question at a time. */
  ask: (question: Question) => Promise<Answer>;
}

/**
 * Starts a program of bench/programs as a separate process, so that its CPU time is not counted as the benchmark's and it
 * does not wait for the benchmark's event loop.
 * @param options passed to the program as JSON when it starts
 */
export async function startProgram<Question extends Serializable, Answer>(
  name: string,
  options: unknown = null,
): Promise<Program<Question, Answer>> {
  const child = fork(join(folder, `${name}.ts`), [JSON.stringify(options)], {
    env: { PATH: process.env["PATH"], NODE_ENV: "production" },
    execArgv: ["--disable-warning=ExperimentalWarning"],
  });
  defer(() => void child.kill());
  await messageOf(child, name);
  return {
    async ask(question) {
      child.send(question);
      const said = (await messageOf(child, name)) as
        { answer: Answer } | { failed: string };
      if ("failed" in said) throw new Error(`${name}: ${said.failed}`);
      return said.answer;
    },
  };
}

async function messageOf(child: ChildProcess, name: string): Promise<unknown> {
  const over = new AbortController();
  const ended = once(child, "exit", { signal: over.signal }).then(() => {
    throw new Error(`${name} has ended`);
  });
  try {
    const [message] = (await Promise.race([
      once(child, "message", { signal: over.signal }),
      ended,
    ])) as [unknown];
    return message;
  } finally {
    ended.catch(() => undefined);
    over.abort();
  }
}
