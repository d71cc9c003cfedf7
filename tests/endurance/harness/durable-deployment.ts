import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sample } from "../../harness/accounts.ts";
import {
  receiptTarget,
  type ReceiptTarget,
} from "../../harness/receipt-target.ts";
import { startDeployment, type Deployment } from "../../harness/deployment.ts";
import {
  type DurablePostgres,
  startDurablePostgres,
} from "./durable-postgres.ts";

/** A whole durable on a PostgreSQL of its own. */
export interface DurableDeployment {
  deployment: Deployment;
  postgres: DurablePostgres;
  /** The consoles' folder; it outlives those that are killed. */
  dataDir: string;
  close: () => Promise<void>;
}

/** Starts one. @param options.settings of PostgreSQL */
export async function startDurableDeployment(
  options: {
    consoles?: number;
    settings?: readonly string[];
    env?: Record<string, string>;
  } = {},
): Promise<DurableDeployment> {
  const dataDir = mkdtempSync(join(tmpdir(), "lingpai-endurance-console-"));
  const postgres = await startDurablePostgres(options.settings);
  const deployment = await startDeployment(postgres.url, {
    consoles: options.consoles,
    env: { DATA_DIR: dataDir, ...options.env },
  });
  // An endpoint notified of each receipt: its deliveries count the effects.
  await deployment.sql.query(
    "insert into webhook_endpoints (id, url_sealed, events, secret_sealed) values (gen_random_uuid(), 'x', '{receipt.received}', 'x')",
  );
  return {
    deployment,
    postgres,
    dataDir,
    async close() {
      await deployment.close();
      await postgres.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** Two Mini Programs of the sandbox that take receipts. */
export async function receiptTargets(
  deployment: Deployment,
): Promise<ReceiptTarget[]> {
  const programs = deployment.sandbox
    .accounts()
    .filter(({ type }) => type === "mini_program");
  const targets: ReceiptTarget[] = [];
  for (const { name } of programs.slice(0, 2))
    targets.push(await receiptTarget(deployment, sample(deployment, name)));
  return targets;
}
