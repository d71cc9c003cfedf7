import { z } from "zod";

/** The names under which shapes stand in the OpenAPI document, once each. */
export const shapeNames = z.registry<{ id: string }>();

/** Gives a shape a name of its own in the document. */
export function named<Shape extends z.ZodType>(
  id: string,
  shape: Shape,
): Shape {
  shapeNames.add(shape, { id });
  return shape;
}

/** A moment in ISO 8601, UTC. */
export const time = z.iso.datetime();

/** One page of a list; `nextCursor` null at its end. */
export const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() });
