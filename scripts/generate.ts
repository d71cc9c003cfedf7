import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { apiFiles } from "./api-files.ts";
import { configurationPage } from "./configuration-page.ts";

/** `npm run generate`: writes the files that are made of the routes of the API and of the schema of the environment. */
const root = join(import.meta.dirname, "..");
for (const { file, text } of [
  ...(await apiFiles()),
  { file: "docs/configuration.md", text: await configurationPage() },
]) {
  writeFileSync(join(root, file), text);
  process.stdout.write(`${file}\n`);
}
process.exit(0);
