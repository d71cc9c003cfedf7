import { buildIfNeeded } from "./build.ts";

try {
  await buildIfNeeded((line) => process.stdout.write(`${line}\n`));
} catch (error) {
  process.stderr.write(
    `${error instanceof Error ? error.message : String(error)}\n`,
  );
  process.exit(1);
}
await import("#server/main.ts");
