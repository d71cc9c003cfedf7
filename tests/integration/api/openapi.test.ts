import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { scopes } from "#lib/access/kinds.ts";
import { connect, property, sample } from "../../harness/accounts.ts";
import { makeKey, type KeyClient, signInAgain } from "../../harness/api-key.ts";
import { breaches, type Schema } from "../../harness/json-schema.ts";
import { runCurl } from "../../harness/shell-words.ts";
import { startDeployment, type Deployment } from "../../harness/deployment.ts";

interface Parameter {
  name: string;
  in: string;
  required: boolean;
  schema: Schema;
}
interface Operation {
  operationId: string;
  summary: string;
  tags: string[];
  security: Record<string, string[]>[];
  parameters: Parameter[];
  requestBody?: {
    content: Record<string, { schema: Schema; example?: unknown }>;
  };
  responses: Record<
    string,
    {
      $ref?: string;
      description?: string;
      content?: Record<string, { schema: Schema }>;
    }
  >;
}
interface Document {
  openapi: string;
  info: { title: string; version: string };
  tags: { name: string }[];
  paths: Record<string, Record<string, Operation>>;
  components: {
    schemas: Record<string, Schema>;
    responses: Record<string, unknown>;
    headers: Record<string, unknown>;
    securitySchemes: Record<string, { type: string }>;
  };
}

let deployment: Deployment;
let document: Document;
let system: KeyClient;
let appid: string;
beforeAll(async () => {
  deployment = await startDeployment(inject("clusterUrl"));
  await connect(deployment, sample(deployment, "云杉咖啡点单"));
  appid = await connect(deployment, sample(deployment, "云杉咖啡"));
  await property(deployment);
  await deployment.session.send("POST", "/api/v1/authorization-links", {
    kind: "any",
  });
  system = await makeKey(deployment, { scopes });
  document = (await system.get<Document>("/api/v1/openapi.json")).body;
});
afterAll(() => deployment.close());

const operations = () =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      path,
      method,
      ...operation,
    })),
  );
const resolve = (reference: string): Schema => {
  const found = reference
    .split("/")
    .slice(1)
    .reduce<unknown>(
      (inner, name) => (inner as Record<string, unknown> | undefined)?.[name],
      document,
    );
  if (!found) throw new Error(`${reference} leads nowhere`);
  return found;
};
const answerSchema = ({ responses }: Operation, status: number) =>
  responses[String(status)]?.content?.["application/json"]?.schema;

describe("the OpenAPI document", () => {
  test("the document has the structure of OpenAPI 3.1", () => {
    expect(document.openapi).toMatch(/^3\.1\.\d+$/);
    expect(document.info.title).toBeTruthy();
    const tags = document.tags.map(({ name }) => name);
    const ids = operations().map(({ operationId }) => operationId);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { path, method, ...operation } of operations()) {
      const name = operation.operationId;
      expect(path, name).toMatch(/^(\/[a-z0-9.-]+|\/\{\w+\})+$/);
      expect(["get", "put", "post", "delete"], name).toContain(method);
      expect(operation.summary, name).toBeTruthy();
      expect(tags, name).toEqual(expect.arrayContaining(operation.tags));
      for (const requirement of operation.security)
        for (const scheme of Object.keys(requirement))
          expect(document.components.securitySchemes, name).toHaveProperty(
            scheme,
          );
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, one]) => one);
      const declared = operation.parameters.filter(
        (parameter) => parameter.in === "path",
      );
      expect(
        declared.map((parameter) => parameter.name),
        name,
      ).toEqual(inPath);
      expect(declared.every(({ required }) => required)).toBe(true);
      const places = operation.parameters.map(
        (parameter) => `${parameter.in} ${parameter.name}`,
      );
      expect(new Set(places).size, name).toBe(places.length);
      for (const parameter of operation.parameters)
        expect(parameter.schema, name).toBeTypeOf("object");
      if (method === "get") expect(operation.requestBody, name).toBeUndefined();
      const statuses = Object.keys(operation.responses);
      expect(statuses, name).toContain("default");
      expect(
        statuses.filter((status) => /^2\d\d$/.test(status)),
        name,
      ).toHaveLength(1);
    }
  });

  test("every reference in the document resolves", () => {
    const references = [
      ...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g),
    ].map(([, reference = ""]) => reference);
    expect(references.length).toBeGreaterThan(50);
    for (const reference of references) {
      expect(reference).toMatch(
        /^#\/components\/(schemas|responses|headers)\//,
      );
      expect(resolve(reference)).toBeTypeOf("object");
    }
  });

  test("every JSON answer is described", () => {
    const silent = operations().filter(
      (operation) =>
        operation.operationId !== "readOpenApi" &&
        Object.entries(operation.responses).some(
          ([status, { content }]) =>
            status !== "204" &&
            content?.["application/json"] &&
            Object.keys(content["application/json"].schema).length === 0,
        ),
    );
    expect(silent.map(({ operationId }) => operationId)).toEqual([]);
  });

  test("the examples match their schemas", () => {
    for (const { operationId, requestBody } of operations()) {
      const content = requestBody?.content["application/json"];
      if (!content) continue;
      expect(
        breaches(content.example, content.schema, resolve),
        operationId,
      ).toEqual([]);
    }
  });

  test("the document is in the language of the reader", async () => {
    const inEnglish = await system.call<Document>(
      "GET",
      "/api/v1/openapi.json",
      undefined,
      { "accept-language": "en" },
    );
    expect(inEnglish.body.info.title).toBe("Lingpai API");
    expect(document.info.title).toBe("令牌 API");
  });
});

const decoded = (html: string) =>
  html
    .replaceAll("&quot;", '"')
    .replaceAll("&#x27;", "'")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");

describe("the page of the reference", () => {
  test("the reference has a line for each operation of a key, and each line runs", async () => {
    const html = await (
      await fetch(`${deployment.consoles[0]?.origin}/settings/api`, {
        headers: { cookie: deployment.session.cookie },
      })
    ).text();
    const lines = [...html.matchAll(/<pre[^>]*>(curl [^<]+)<\/pre>/g)].map(
      ([, line = ""]) => decoded(line),
    );
    const forKeys = operations().filter(({ security }) =>
      security.some((requirement) => "apiKey" in requirement),
    );
    expect(lines).toHaveLength(forKeys.length);
    const ran = new Set<string>();
    for (const line of lines) {
      expect(line).toContain('"Authorization: Bearer $LINGPAI_API_KEY"');
      const response = await runCurl(line, { LINGPAI_API_KEY: system.key });
      const path = new URL(response.url).pathname.replace("/api/v1", "");
      const method = /-X (\w+)/.exec(line)?.[1]?.toLowerCase() ?? "get";
      const operation = forKeys.find(
        (one) =>
          one.method === method &&
          new RegExp(
            `^${one.path.replaceAll(/\{appid\}/g, appid).replaceAll(/\{\w+\}/g, "[A-Z]+")}$`,
          ).test(path),
      );
      if (!operation) throw new Error(`no operation for ${line}`);
      ran.add(operation.operationId);
      expect(
        [200, 201, 204, 404, 409, 503],
        `${line} → ${response.status}`,
      ).toContain(response.status);
      if (response.status === 204) continue;
      const text = await response.text();
      if (!text.startsWith("{")) continue;
      const body = JSON.parse(text) as { code?: string };
      expect(body.code, line).not.toBe("not_found");
      const schema = response.ok
        ? answerSchema(operation, response.status)
        : resolve("#/components/schemas/Problem");
      if (schema) expect(breaches(body, schema, resolve), line).toEqual([]);
    }
    expect(ran.size).toBe(forKeys.length);
  });

  test("the answers to a member's session match the document too", async () => {
    await signInAgain(deployment);
    for (const operation of operations()) {
      const { method, path, operationId } = operation;
      if (method !== "get" || operationId === "readOpenApi") continue;
      const { status, body } = await deployment.session.get(
        `/api/v1${path.replace("{appid}", appid).replaceAll(/\{\w+\}/g, "unknown")}`,
      );
      const schema = answerSchema(operation, status);
      if (schema && typeof body === "object")
        expect(breaches(body, schema, resolve), operationId).toEqual([]);
    }
  });
});
