import { expect, test } from "vitest";
import { z } from "zod";
import { schemaOf } from "./json-schema.ts";
import { shapeText } from "./shape-text.ts";

test("a schema is written as readable text", () => {
  const shape = z.strictObject({
    name: z.string().trim().max(60),
    state: z.enum(["on", "off"]).default("on"),
    tags: z.array(z.union([z.literal("a"), z.number().int()])),
    owner: z.object({ id: z.string() }).nullable(),
    headers: z.record(z.string(), z.boolean()).optional(),
  });
  expect(shapeText(schemaOf(shape))).toBe(`{
  name: string;
  state?: "on" | "off";
  tags: ("a" | number)[];
  owner: {
    id: string;
  } | null;
  headers?: {
    [name: string]: boolean;
  };
}`);
});
