import { jsonb, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { time } from "./columns.ts";
import { propertyOrigins, propertyTypes } from "../kinds.ts";

/** The customer's profile properties that an OpenID can be stored in; the profiles themselves live elsewhere. */
export const userProperties = pgTable("user_properties", {
  id: uuid("id").primaryKey().defaultRandom(),
  name: text("name").notNull().unique(),
  displayName: text("display_name").notNull(),
  type: text("type", {
    enum: propertyTypes,
  }).notNull(),
  description: text("description").notNull().default(""),
  source: text("source", {
    enum: propertyOrigins,
  }).notNull(),
  createdAt: time("created_at").notNull().defaultNow(),
  updatedAt: time("updated_at").notNull().defaultNow(),
  /** No account can choose a retired property. */
  retiredAt: time("retired_at"),
});

/** The source of the catalogue of user properties; at most one row. */
export const propertySources = pgTable("property_sources", {
  id: text("id", { enum: ["default"] }).primaryKey(),
  urlSealed: text("url_sealed").notNull(),
  /** The `Authorization` header, if the source requires one. */
  authorizationSealed: text("authorization_sealed"),
  mapping: jsonb("mapping").$type<Record<string, string>>().notNull(),
  lastSyncedAt: time("last_synced_at"),
  lastErrorKey: text("last_error_key"),
  updatedAt: time("updated_at").notNull().defaultNow(),
});
