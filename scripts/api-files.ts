import { globSync } from "node:fs";
import { dirname, join } from "node:path";
import { format } from "prettier";
import { type ApiOperation, readOperations } from "./read-operations.ts";

const folder = "app/api/v1";
/** What is no route of the API is answered there. */
const NO_ROUTE = "[...path]/route.ts";
/** Makes the document of all others, so it cannot be among them. */
const DOCUMENT = "openapi.json/route.ts";

interface GeneratedFile {
  file: string;
  text: string;
}

/** The index of the routes, and what the browser's client knows of them. */
export async function apiFiles(): Promise<GeneratedFile[]> {
  const root = join(import.meta.dirname, "..");
  const files = globSync("**/route.ts", { cwd: join(root, folder) })
    .filter((file) => file !== NO_ROUTE)
    .sort();
  const operations = files.flatMap((file) =>
    readOperations(join(root, folder, file), pathOf(file)),
  );
  return Promise.all(
    [
      {
        file: `${folder}/routes.ts`,
        text: indexText(files.filter((file) => file !== DOCUMENT)),
      },
      { file: "components/api-operations.ts", text: clientText(operations) },
    ].map(async ({ file, text }) => ({
      file,
      text: await format(text, { parser: "typescript" }),
    })),
  );
}

const pathOf = (file: string) =>
  `/${dirname(file).replaceAll(/\[(\w+)\]/g, "{$1}")}`;

const HEAD = `// Generated from the routes of ${folder} by \`npm run generate\`.\n`;

function indexText(files: string[]): string {
  return `${HEAD}
import type { Routes } from "#lib/api/index.ts";
${files.map((file, index) => `import * as route${index} from "./${file}";`).join("\n")}

/** Every route of the API by its path, but the one of the document that is made of them. */
export const routes: Routes = {
${files.map((file, index) => `${JSON.stringify(pathOf(file))}: route${index},`).join("\n")}
};
`;
}

function clientText(operations: ApiOperation[]): string {
  const inJson = operations.filter(({ isFile }) => !isFile);
  const modules = [
    ...new Set(
      inJson.flatMap(({ body, query, answer }) =>
        [body, query, answer].flatMap((shape) => (shape ? [shape.module] : [])),
      ),
    ),
  ].sort();
  return `${HEAD}
${modules.map((module) => `import type * as ${aliasOf(module)} from ${JSON.stringify(module)};`).join("\n")}

/** What each operation takes and answers. */
export interface Operations {
${inJson.map(typeText).join("\n")}
}

/** How each operation is called. */
export const operations = {
${inJson.map(({ id, method, path }) => `${id}: "${method} ${path}",`).join("\n")}
} as const satisfies Record<keyof Operations, string>;
`;
}

function typeText({ id, params, query, body, answer }: ApiOperation): string {
  const parts = [
    params.length > 0 &&
      `params: ${params.map((name) => JSON.stringify(name)).join(" | ")};`,
    query && `query: typeof ${aliasOf(query.module)}.${query.name};`,
    body && `body: typeof ${aliasOf(body.module)}.${body.name};`,
    answer && `answer: typeof ${aliasOf(answer.module)}.${answer.name};`,
  ].filter((part) => typeof part === "string");
  return `${id}: ${parts.length > 0 ? `{ ${parts.join(" ")} }` : "object"};`;
}

/** `#lib/identity/api-keys/index.ts` is `identityApiKeys`. */
function aliasOf(module: string): string {
  return module
    .replace(/^#lib\/(.*)\/index\.ts$/, "$1")
    .replaceAll(/[/-](\w)/g, (_, letter: string) => letter.toUpperCase());
}
