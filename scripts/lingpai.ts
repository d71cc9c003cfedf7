import { borrowDatabase } from "#server/postgres/borrow-database.ts";
import type { Command } from "#server/commands/command.ts";
import { commands } from "#server/commands/index.ts";
import { UsageError } from "#server/commands/usage-error.ts";
import { useCompileCache } from "#server/runtime/compile-cache.ts";
import { prepareEnvironment } from "#server/runtime/environment.ts";
import { StartupError } from "#server/runtime/startup-error.ts";

/** The usual exit status for wrong arguments. */
const USAGE_STATUS = 2;

const [name = "--help", ...args] = process.argv.slice(2);
let borrowing: ReturnType<typeof borrowDatabase> | undefined;
let ending: Promise<never> | undefined;

/** Stops the database if this command started it, even while it is still starting. */
function end(status: number): Promise<never> {
  ending ??= (async () => {
    try {
      await (await borrowing)?.giveBack();
    } finally {
      process.exit(status);
    }
  })();
  return ending;
}

function list(): string {
  const width = Math.max(...Object.keys(commands).map(({ length }) => length));
  return [
    "npm run lingpai -- <command>",
    "",
    ...Object.entries(commands).map(
      ([command, { summary }]) => `  ${command.padEnd(width)}  ${summary}`,
    ),
    "",
  ].join("\n");
}

async function execute(command: Command): Promise<number> {
  if (command.connectsItself) return (await command.load()).run(args);
  borrowing = borrowDatabase(prepareEnvironment());
  const databaseError = await borrowing.then(
    () => undefined,
    (error: unknown) => {
      if (command.withoutDatabase && error instanceof StartupError)
        return error;
      throw error;
    },
  );
  const { run } = await command.load();
  return run(args, databaseError);
}

function explain(error: unknown): void {
  // After a signal, errors come from the database that is being stopped.
  if (ending) return;
  const line =
    error instanceof StartupError || error instanceof UsageError
      ? error.message
      : error instanceof Error
        ? (error.stack ?? error.message)
        : String(error);
  process.stderr.write(`${line}\n`);
}

useCompileCache();

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
  process.once(signal, () => void end(1));
process.once("disconnect", () => void end(1));

const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
if (name === "--help") {
  process.stdout.write(list());
  await end(0);
} else if (!command) {
  process.stderr.write(`there is no command "${name}"\n\n${list()}`);
  await end(USAGE_STATUS);
} else
  try {
    await end(await execute(command));
  } catch (error) {
    explain(error);
    await end(error instanceof UsageError ? USAGE_STATUS : 1);
  }
