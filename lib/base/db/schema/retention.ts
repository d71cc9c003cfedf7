import { integer, pgTable, text } from "drizzle-orm/pg-core";
import { time } from "./columns.ts";

/** Retention periods set in the console; without a row the default applies. */
export const retentionSettings = pgTable("retention_settings", {
  kind: text("kind").primaryKey(),
  days: integer("days").notNull(),
  setBy: text("set_by").notNull(),
  setAt: time("set_at").notNull().defaultNow(),
});

/** Up to which time expired data have been dropped. */
export const retentionProgress = pgTable("retention_progress", {
  kind: text("kind").primaryKey(),
  through: time("through").notNull(),
});
