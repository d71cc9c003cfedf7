import { processSingleton } from "#lib/base/process-singleton.ts";
import type * as bundleModules from "./bundle-modules.ts";

/** The modules of lib that the process itself runs, as Next.js has bundled them. */
export type Modules = typeof bundleModules;

const published = processSingleton("next bundle", () =>
  Promise.withResolvers<Modules>(),
);

/** Called by instrumentation.ts as soon as Next.js runs code of its own. */
export function publishModules(loading: Promise<Modules>): void {
  published.resolve(loading);
}

/**
 * The modules as they stand in the build. Without this, the process would load their sources and those of their
 * libraries a second time: a thousand files, more than all the rest of a start.
 */
export const modules = (): Promise<Modules> => published.promise;
