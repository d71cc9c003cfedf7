import { z } from "zod";
import type { schema } from "#lib/base/db/index.ts";
import { propertyTypes } from "./kinds.ts";

export type PropertyRow = typeof schema.userProperties.$inferSelect;
/** One line of text: a line break or tab would break tables and exports. */
const line = (max: number) =>
  z
    .string()
    .transform((text) => text.replaceAll(/[\s\p{Cc}]+/gu, " ").trim())
    .pipe(z.string().max(max, { error: "too_long" }));

/** What `POST /user-properties` takes. */
export const propertyInput = z.strictObject({
  name: z
    .string()
    .trim()
    .regex(/^[A-Za-z][A-Za-z0-9_$]{0,63}$/, { error: "property_name" }),
  displayName: line(60).pipe(z.string().min(1, { error: "required" })),
  type: z.enum(propertyTypes, { error: "property_type" }),
  description: line(300).default(""),
});

export type PropertyInput = z.infer<typeof propertyInput>;

/** What `PUT /user-properties/{id}` takes; omitted fields stay unchanged. */
export const propertyChange = z
  .strictObject({
    ...propertyInput.shape,
    description: line(300),
    retired: z.boolean(),
  })
  .partial();
export type PropertyChange = z.infer<typeof propertyChange>;
