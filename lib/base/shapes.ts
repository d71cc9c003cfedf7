import { z } from "zod";

/** The names of schemas in the OpenAPI document. */
export const shapeNames = z.registry<{ id: string }>();

/** Names a schema in the OpenAPI document, so that other schemas refer to it. */
export function named<Shape extends z.ZodType>(
  id: string,
  shape: Shape,
): Shape {
  shapeNames.add(shape, { id });
  return shape;
}

/** A time in ISO 8601, UTC. */
export const time = z.iso.datetime();

/** One page of a list; `nextCursor` is null on the last one. */
export const pageShape = <Item extends z.ZodType>(item: Item) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() });

/** A whole list in one page. */
export const listShape = <Item extends z.ZodType>(item: Item) =>
  z.object({ items: z.array(item), nextCursor: z.null() });

/** A text whose values are known but not promised: `string` in the document, a union in our types. */
export const knownText = <Values extends string>() =>
  z.string() as z.ZodType<string> as z.ZodType<Values>;
