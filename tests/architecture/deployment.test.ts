import { globSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parseAllDocuments, parse } from "yaml";
import { z } from "zod";
import { environmentVariables } from "#lib/base/env-schema.ts";
import { commands } from "#server/commands/index.ts";
import { contextFiles, readDockerfile } from "../../deploy/dockerfile.ts";

const root = join(import.meta.dirname, "../..");
const read = (path: string) => readFileSync(join(root, path), "utf8");
const deployFiles = readdirSync(join(root, "deploy"), {
  recursive: true,
  encoding: "utf8",
})
  .filter((file) => /\.\w+$|Caddyfile$/.test(file))
  .filter(
    (file) => !file.endsWith(".ts") && !file.startsWith("compose/secrets"),
  )
  .map((file) => `deploy/${file}`);
const files = ["Dockerfile", "compose.yaml", ...deployFiles];
const manifests = deployFiles.filter((file) =>
  file.startsWith("deploy/kubernetes/"),
);

/** All values of these keys, at whatever depth. */
function valuesOf(node: unknown, ...keys: string[]): unknown[] {
  if (typeof node !== "object" || node === null) return [];
  return Object.entries(node).flatMap(([key, value]) => [
    ...(keys.includes(key) ? [value as unknown] : []),
    ...valuesOf(value, ...keys),
  ]);
}
const documentsOf = (file: string): unknown[] =>
  parseAllDocuments(read(file), { merge: true }).map((document) => {
    expect(document.errors, file).toEqual([]);
    return document.toJS() as unknown;
  });
const compose: unknown = parse(read("compose.yaml"), { merge: true });
const { services } = z
  .object({ services: z.record(z.string(), z.unknown()) })
  .parse(compose);
const consoles = [services["console-1"], services["console-2"]];
const stages = readDockerfile(read("Dockerfile"));
const image = stages.at(-1);
const lastOf = (name: string) =>
  image?.instructions.findLast((instruction) => instruction.name === name)
    ?.text ?? "";

describe("what deployments name exists", () => {
  test("the console's variables, with _FILE for secrets only", () => {
    const known = new Set(
      environmentVariables.flatMap(({ name, secret }) =>
        secret ? [name, `${name}_FILE`] : [name],
      ),
    );
    const variables = [
      ...[...consoles, services["migrate"]].flatMap((service) =>
        valuesOf(service, "environment"),
      ),
      ...manifests
        .flatMap(documentsOf)
        .filter((document) => valuesOf(document, "kind").includes("ConfigMap"))
        .flatMap((document) => valuesOf(document, "data")),
    ].flatMap((variables) =>
      Object.keys(z.record(z.string(), z.string()).parse(variables)),
    );
    const ofPods = manifests
      .flatMap(documentsOf)
      .flatMap((document) => valuesOf(document, "env"))
      .flatMap((list) => z.array(z.object({ name: z.string() })).parse(list))
      .map(({ name }) => name);
    const ofImage = lastOf("ENV")
      .split(" ")
      .map((pair) => pair.split("=")[0] ?? "");
    const named = [...variables, ...ofPods, ...ofImage];
    expect(named.length).toBeGreaterThan(15);
    expect(named.filter((name) => !known.has(name))).toEqual([]);
  });

  test("a secret is never a variable's value, but a file", () => {
    for (const { name } of environmentVariables.filter(({ secret }) => secret))
      for (const file of ["compose.yaml", ...manifests]) {
        expect(read(file), file).not.toMatch(
          new RegExp(`^\\s*${name}: \\S`, "m"),
        );
        expect(read(file), file).not.toMatch(new RegExp(`name: ${name}$`, "m"));
      }
  });

  test("every mounted secret of the compose file is declared, and made by up.sh", () => {
    const declared = Object.keys(
      z.object({ secrets: z.record(z.string(), z.unknown()) }).parse(compose)
        .secrets,
    );
    const made = [
      ...read("deploy/compose/up.sh").matchAll(/^make (\w+) /gm),
    ].map((match) => match[1]);
    expect(made.sort()).toEqual(declared.sort());
    for (const file of files)
      for (const [, name] of read(file).matchAll(
        /\/run\/secrets\/(?!lingpai\b)(\w+)/g,
      ))
        expect(declared, file).toContain(name);
  });

  test("the addresses that are asked for health and metrics", () => {
    for (const file of files)
      for (const [address] of read(file).matchAll(/\/api\/health\/\w+/g))
        expect(
          () => read(`app${address}/route.ts`),
          `${file}: ${address}`,
        ).not.toThrow();
    const paths = manifests
      .flatMap(documentsOf)
      .flatMap((document) => valuesOf(document, "httpGet"))
      .map((probe) => z.object({ path: z.string() }).parse(probe).path);
    expect(new Set(paths)).toEqual(new Set(["/api/health/live"]));
    expect(read("server/http/fast-path.ts")).toContain("\\/metrics$");
  });

  test("the port", () => {
    const port = /PORT=(\d+)/.exec(lastOf("ENV"))?.[1];
    expect(lastOf("EXPOSE")).toBe(port);
    expect(read("deploy/compose/Caddyfile")).toContain(
      `console-1:${port} console-2:${port}`,
    );
    for (const value of manifests
      .flatMap(documentsOf)
      .flatMap((document) => valuesOf(document, "containerPort")))
      expect(String(value)).toBe(port);
  });

  test("files and commands", () => {
    const command = z.array(z.string());
    const started = [
      ...valuesOf(compose, "command"),
      ...manifests
        .flatMap(documentsOf)
        .flatMap((document) => valuesOf(document, "args")),
    ].map((words) => command.parse(words));
    expect(started.length).toBe(2);
    for (const [script = "", name = ""] of started) {
      expect(() => read(script)).not.toThrow();
      expect(Object.keys(commands)).toContain(name);
    }
    const [main = ""] = command.parse(JSON.parse(lastOf("CMD")));
    expect(() => read(main)).not.toThrow();
    for (const file of manifests.filter((name) =>
      name.endsWith("kustomization.yaml"),
    ))
      for (const resource of documentsOf(file)
        .flatMap((document) => valuesOf(document, "resources"))
        .flatMap((list) => z.array(z.string()).parse(list)))
        expect(
          manifests.some((name) => name.startsWith(join(file, "..", resource))),
          resource,
        ).toBe(true);
  });

  test("metrics", () => {
    const sources = globSync("lib/**/*.ts", { cwd: root }).map(read).join("");
    const exported = [...sources.matchAll(/name: "(lingpai_\w+)"/g)].map(
      (match) => match[1] ?? "",
    );
    const used = [
      "deploy/prometheus/rules.yaml",
      "deploy/kubernetes/monitoring/rules.yaml",
      "deploy/grafana/lingpai.json",
    ].flatMap((file) =>
      [...read(file).matchAll(/lingpai_\w+/g)].map(([name]) =>
        name.replace(/_(?:bucket|count|sum)$/, ""),
      ),
    );
    expect(used.filter((name) => !exported.includes(name))).toEqual([]);
    // The board shows every metric of the console.
    const board = read("deploy/grafana/lingpai.json");
    expect(exported.filter((name) => !board.includes(name))).toEqual([]);
  });
});

describe("the image", () => {
  test("runs as a numeric user that is not root, by exec and not by a shell", () => {
    expect(lastOf("USER")).toMatch(/^[1-9]\d*:[1-9]\d*$/);
    for (const name of ["ENTRYPOINT", "CMD"])
      expect(() => JSON.parse(lastOf(name)) as unknown, name).not.toThrow();
    expect(lastOf("HEALTHCHECK")).toMatch(/CMD \["node", /);
    for (const { text } of image?.instructions.filter(
      ({ name }) => name === "COPY",
    ) ?? [])
      expect(text).toMatch(/^--from=prune /);
  });

  test("is the Node.js of package.json", () => {
    const { dependencies } = z
      .object({ dependencies: z.record(z.string(), z.string()) })
      .parse(JSON.parse(read("package.json")));
    const major = dependencies["node"]?.split(".")[0] ?? "";
    expect(image?.from).toBe(`node:${major}-slim`);
  });

  test("is made of no tests, documentation or secrets", () => {
    const listed = readdirSync(root, { recursive: false, encoding: "utf8" });
    const kept = contextFiles(
      [
        ...listed,
        "lib/base/env.ts",
        "lib/base/env.test.ts",
        "docs/deployment.md",
        "scripts/lingpai.ts",
        "scripts/test.ts",
        "tests/harness/console.ts",
        "deploy/compose/secrets/secret_keys",
        ".data/secret-keys",
        ".env",
      ],
      read(".dockerignore"),
    );
    expect(kept.sort()).toEqual(
      [
        "app",
        "components",
        "drizzle",
        "instrumentation.ts",
        "lib",
        "lib/base/env.ts",
        "messages",
        "next.config.ts",
        "package-lock.json",
        "package.json",
        "postcss.config.mjs",
        "public",
        "sandbox",
        "scripts/lingpai.ts",
        "server",
        "tsconfig.json",
      ].sort(),
    );
  });
});

describe("pods and containers", () => {
  const controllers = manifests
    .flatMap(documentsOf)
    .filter((document) =>
      valuesOf(document, "kind").some((kind) =>
        ["StatefulSet", "Job"].includes(String(kind)),
      ),
    );

  test("cannot gain rights or write to their image", () => {
    expect(controllers).toHaveLength(2);
    for (const pod of controllers) {
      expect(valuesOf(pod, "runAsNonRoot")).toEqual([true]);
      expect(valuesOf(pod, "readOnlyRootFilesystem")).toEqual([true]);
      expect(valuesOf(pod, "allowPrivilegeEscalation")).toEqual([false]);
      expect(valuesOf(pod, "drop")).toEqual([["ALL"]]);
      expect(
        [...valuesOf(pod, "runAsUser"), ...valuesOf(pod, "runAsGroup")].join(
          ":",
        ),
      ).toBe(lastOf("USER"));
    }
    for (const service of [...consoles, services["migrate"]])
      expect(service).toMatchObject({
        read_only: true,
        cap_drop: ["ALL"],
        security_opt: ["no-new-privileges:true"],
      });
  });

  test("consoles do not know the owner of the tables, and have a folder each", () => {
    const owner = "MIGRATION_DATABASE_URL_FILE";
    for (const service of consoles)
      expect(JSON.stringify(service)).not.toContain(owner);
    expect(
      new Set(
        consoles.flatMap((service) =>
          valuesOf(service, "volumes").map((list) => JSON.stringify(list)),
        ),
      ).size,
    ).toBe(2);
    const [statefulSet] = documentsOf("deploy/kubernetes/base/console.yaml");
    expect(JSON.stringify(statefulSet)).not.toContain(owner);
    expect(valuesOf(statefulSet, "volumeClaimTemplates")).toHaveLength(1);
  });
});

test("Prometheus and Kubernetes have the same alerts", () => {
  const [plain] = documentsOf("deploy/prometheus/rules.yaml");
  const [custom] = documentsOf("deploy/kubernetes/monitoring/rules.yaml");
  expect(valuesOf(custom, "spec")).toEqual([plain]);
});

test("the board's panels do not overlap and have an id each", () => {
  const { panels } = z
    .object({
      panels: z.array(
        z.object({
          id: z.number(),
          gridPos: z.object({
            x: z.number(),
            y: z.number(),
            w: z.number(),
            h: z.number(),
          }),
        }),
      ),
    })
    .parse(JSON.parse(read("deploy/grafana/lingpai.json")));
  expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
  for (const { id, gridPos: a } of panels) {
    expect(a.x + a.w).toBeLessThanOrEqual(24);
    for (const { gridPos: b } of panels.filter((panel) => panel.id > id))
      expect(
        a.x < b.x + b.w &&
          b.x < a.x + a.w &&
          a.y < b.y + b.h &&
          b.y < a.y + a.h,
      ).toBe(false);
  }
});
