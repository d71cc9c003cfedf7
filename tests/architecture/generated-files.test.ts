import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { apiFiles } from "../../scripts/api-files.ts";
import { messageIndex } from "../../scripts/message-index.ts";

const root = join(import.meta.dirname, "../..");

test("the generated files of the API are up to date (else: npm run generate)", async () => {
  for (const { file, text } of await apiFiles())
    expect(readFileSync(join(root, file), "utf8") === text, file).toBe(true);
});

test("the index of the message files is up to date (else: npm run generate)", async () => {
  expect(readFileSync(join(root, "lib/base/i18n/messages.ts"), "utf8")).toBe(
    await messageIndex(),
  );
});
