import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { apiFiles } from "./api-files.ts";
import { configurationPage } from "./configuration-page.ts";
import { messageIndex } from "./message-index.ts";

/**
 * `npm run generate`: writes the files that are made of the routes of the API, of the message files and of the schema of the
 * environment.
 */
const root = join(import.meta.dirname, "..");
for (const { file, text } of [
  ...(await apiFiles()),
  { file: "lib/base/i18n/messages.ts", text: await messageIndex() },
  { file: "docs/configuration.md", text: await configurationPage() },
]) {
  writeFileSync(join(root, file), text);
  process.stdout.write(`${file}\n`);
}
process.exit(0);
