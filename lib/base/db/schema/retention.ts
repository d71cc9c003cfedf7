import { integer, pgTable, text } from "drizzle-orm/pg-core";
import { time } from "./columns.ts";

/** How long what is kept, where that was set in the console; without a row a default holds (lib/retention). */
export const retentionSettings = pgTable("retention_settings", {
  kind: text("kind").primaryKey(),
  days: integer("days").notNull(),
  setBy: text("set_by").notNull(),
  setAt: time("set_at").notNull().defaultNow(),
});

/** How far what is dropped by and by has been dropped. */
export const retentionProgress = pgTable("retention_progress", {
  kind: text("kind").primaryKey(),
  through: time("through").notNull(),
});
