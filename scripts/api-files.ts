import { globSync } from "node:fs";
import { dirname, join } from "node:path";
import { format } from "prettier";
import {
  type ApiOperation,
  readOperations,
  type ShapeName,
} from "./read-operations.ts";

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

/** Every route of the API by its path, except that of the OpenAPI document itself. */
export const routes: Routes = {
${files.map((file, index) => `${JSON.stringify(pathOf(file))}: route${index},`).join("\n")}
};
`;
}

function clientText(operations: ApiOperation[]): string {
  const inJson = operations.filter(({ isFile }) => !isFile);
  const shapes = inJson.flatMap(({ body, query, answer }) =>
    [body, query, answer].filter((shape) => shape !== null),
  );
  const modulesOf = (name: string) =>
    new Set(shapes.filter((one) => one.name === name).map((one) => one.module));
  const localName = ({ module, name }: ShapeName) =>
    modulesOf(name).size > 1 ? `${prefixOf(module)}_${name}` : name;
  const importText = (module: string) => {
    const names = new Map(
      shapes
        .filter((shape) => shape.module === module)
        .map((shape) => [shape.name, localName(shape)]),
    );
    const list = [...names]
      .sort()
      .map(([name, local]) => (name === local ? name : `${name} as ${local}`));
    return `import type { ${list.join(", ")} } from ${JSON.stringify(module)};`;
  };
  const modules = [...new Set(shapes.map(({ module }) => module))].sort();
  return `${HEAD}
${modules.map(importText).join("\n")}

/** What each operation takes and answers. */
export interface Operations {
${inJson.map((operation) => typeText(operation, localName)).join("\n")}
}

/** How each operation is called. */
export const operations = {
${inJson.map(({ id, method, path }) => `${id}: "${method} ${path}",`).join("\n")}
} as const satisfies Record<keyof Operations, string>;
`;
}

function typeText(
  { id, params, query, body, answer }: ApiOperation,
  localName: (shape: ShapeName) => string,
): string {
  const parts = [
    params.length > 0 &&
      `params: ${params.map((name) => JSON.stringify(name)).join(" | ")};`,
    query && `query: typeof ${localName(query)};`,
    body && `body: typeof ${localName(body)};`,
    answer && `answer: typeof ${localName(answer)};`,
  ].filter((part) => typeof part === "string");
  return `${id}: ${parts.length > 0 ? `{ ${parts.join(" ")} }` : "object"};`;
}

/** `#lib/identity/api-keys/index.ts` is `identityApiKeys`: tells shapes of the same name apart. */
function prefixOf(module: string): string {
  return module
    .replace(/^#lib\/(.*)\/index\.ts$/, "$1")
    .replaceAll(/[/-](\w)/g, (_, letter: string) => letter.toUpperCase());
}
