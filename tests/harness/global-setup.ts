import type { TestProject } from "vitest/node";
import { startCluster } from "./cluster.ts";

declare module "vitest" {
  interface ProvidedContext {
    clusterUrl: string;
  }
}

/** One PostgreSQL for all integration tests of a run. */
export default async function setup(
  project: TestProject,
): Promise<() => Promise<void>> {
  const cluster = await startCluster();
  project.provide("clusterUrl", cluster.url);
  return () => cluster.stop();
}
