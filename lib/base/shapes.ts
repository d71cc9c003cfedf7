import { z } from "zod";

/** The names of shapes in the OpenAPI document. */
export const shapeNames = z.registry<{ id: string }>();

/** Gives a shape a name in the OpenAPI document, where other shapes then refer to it. */
export function named<Shape extends z.ZodType>(
  id: string,
  shape: Shape,
): Shape {
  shapeNames.add(shape, { id });
  return shape;
}

/** A moment in ISO 8601, UTC. */
export const time = z.iso.datetime();

/** One page of a list; `nextCursor` is null on the last one. */
export const pageShape = <Item extends z.ZodType>(item: Item) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() });

/** A whole list in one page. */
export const listShape = <Item extends z.ZodType>(item: Item) =>
  z.object({ items: z.array(item), nextCursor: z.null() });

/** A text whose values we know but do not promise: the document says `string`, our types say which. */
export const knownText = <Values extends string>() =>
  z.string() as z.ZodType<string> as z.ZodType<Values>;
