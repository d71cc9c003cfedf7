import { startCluster } from "../../tests/harness/cluster.ts";

/** One PostgreSQL for the whole run; tests find it by the environment. */
export default async function setup(): Promise<() => Promise<void>> {
  const cluster = await startCluster();
  process.env["TEST_CLUSTER_URL"] = cluster.url;
  return () => cluster.stop();
}
