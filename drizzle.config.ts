import { defineConfig } from "drizzle-kit";

export default defineConfig({
  dialect: "postgresql",
  schema: "./lib/base/db/schema/index.ts",
  out: "./drizzle",
});
