import { enableCompileCache } from "node:module";
import { join } from "node:path";

/** Caches compiled sources between starts, for all later imports. A folder that cannot be written disables the cache. */
export function useCompileCache(): void {
  enableCompileCache(join(import.meta.dirname, "../../.next/cache/node"));
}
