import { enableCompileCache } from "node:module";
import { join } from "node:path";

/**
 * Keeps what is made of the sources from one start to the next, of all that is imported from here on; where it cannot be
 * written, nothing is kept.
 */
export function keepCompiled(): void {
  enableCompileCache(join(import.meta.dirname, "../../.next/cache/node"));
}
