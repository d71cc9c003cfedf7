import { enableCompileCache } from "node:module";
import { join } from "node:path";

// What was made of the sources is kept from one start to the next, of all that is imported from here on; where it cannot
// be written, nothing is kept.
enableCompileCache(join(import.meta.dirname, "../.next/cache/node"));
await import("./boot.ts");
