import { useCompileCache } from "./runtime/compile-cache.ts";

useCompileCache();
await import("./runtime/boot.ts");
