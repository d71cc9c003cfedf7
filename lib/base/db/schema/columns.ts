import { customType, text, timestamp } from "drizzle-orm/pg-core";
import { roles } from "../kinds.ts";

export const time = (name: string) => timestamp(name, { withTimezone: true });
/** A 64-bit transaction id, read as text. */
export const xid8 = customType<{ data: string }>({ dataType: () => "xid8" });
export const bytes = customType<{ data: Buffer }>({ dataType: () => "bytea" });

export const role = (name: string) => text(name, { enum: roles });
