import { processSingleton } from "#lib/base/process-singleton.ts";
import type * as bundleModules from "./bundle-modules.ts";

/** The modules of lib that the process itself calls, as Next.js bundled them. */
export type Modules = typeof bundleModules;

const published = processSingleton("next bundle", () =>
  Promise.withResolvers<Modules>(),
);

/** Called by instrumentation.ts when Next.js starts to run our code. */
export function publishModules(loading: Promise<Modules>): void {
  published.resolve(loading);
}

/**
 * Waits for the modules from the build (decision 021). Importing them directly would load a second copy of about a
 * thousand source files, which takes longer than the rest of the start.
 */
export const modules = (): Promise<Modules> => published.promise;
