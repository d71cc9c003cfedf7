import { eq } from "drizzle-orm";
import { type Database, schema, type Transaction } from "#lib/base/db/index.ts";
import { open, seal } from "#lib/base/secrets/index.ts";
import { WebhookError } from "./webhook-error.ts";

const { webhookEndpoints } = schema;

export type EndpointRow = typeof webhookEndpoints.$inferSelect;
type SealedColumn = "url" | "secret" | "previous_secret";

const sealContext = (id: string, column: SealedColumn) => ({
  table: "webhook_endpoints",
  column,
  row: id,
});

/** Seals a secret for a column of an endpoint's row. */
export function sealForEndpoint(
  id: string,
  column: SealedColumn,
  secret: string,
): string {
  return seal(secret, sealContext(id, column));
}

/** Opens a sealed column of an endpoint's row. */
export function openForEndpoint(
  id: string,
  column: SealedColumn,
  blob: string,
): string {
  return open(blob, sealContext(id, column));
}

/** The secrets that sign a delivery: the current one, and the previous one during a rotation. */
export function secretsOf(row: EndpointRow, now: Date): string[] {
  const secrets = [openForEndpoint(row.id, "secret", row.secretSealed)];
  const { previousSecretSealed: previous, previousSecretUntil: until } = row;
  if (previous && until && until > now)
    secrets.push(openForEndpoint(row.id, "previous_secret", previous));
  return secrets;
}

/**
 * Locks the row of an endpoint until the transaction ends.
 * @throws {WebhookError} `webhook_unknown`
 */
export async function lockEndpoint(
  tx: Transaction,
  id: string,
): Promise<EndpointRow> {
  const [row] = isUuid(id)
    ? await tx
        .select()
        .from(webhookEndpoints)
        .where(eq(webhookEndpoints.id, id))
        .for("update")
    : [];
  if (!row) throw new WebhookError("webhook_unknown");
  return row;
}

/** Resets an endpoint's failures and back-off. */
export async function clearBackoff(
  database: Database | Transaction,
  id: string,
): Promise<void> {
  await database
    .update(webhookEndpoints)
    .set({ failures: 0, heldUntil: null })
    .where(eq(webhookEndpoints.id, id));
}

/** Whether a text from a URL has the form of an id. */
export function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
}
