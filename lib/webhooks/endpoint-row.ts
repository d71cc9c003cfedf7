import { eq } from "drizzle-orm";
import { type Database, schema, type Transaction } from "#lib/base/db/index.ts";
import { open, seal } from "#lib/base/secrets/index.ts";
import { WebhookError } from "./webhook-error.ts";

const { webhookEndpoints } = schema;

export type EndpointRow = typeof webhookEndpoints.$inferSelect;
type SealedColumn = "url" | "secret" | "previous_secret";

const place = (id: string, column: SealedColumn) => ({
  table: "webhook_endpoints",
  column,
  row: id,
});

/** Seals a secret for the row of its address. */
export function sealForEndpoint(
  id: string,
  column: SealedColumn,
  secret: string,
): string {
  return seal(secret, place(id, column));
}

/** Opens a secret of an address's row. */
export function openForEndpoint(
  id: string,
  column: SealedColumn,
  blob: string,
): string {
  return open(blob, place(id, column));
}

/** The secrets that sign now: the newest, and the one before it while the receiver changes over. */
export function secretsOf(row: EndpointRow, now: Date): string[] {
  const secrets = [openForEndpoint(row.id, "secret", row.secretSealed)];
  const { previousSecretSealed: previous, previousSecretUntil: until } = row;
  if (previous && until && until > now)
    secrets.push(openForEndpoint(row.id, "previous_secret", previous));
  return secrets;
}

/**
 * The row of an address, locked until the transaction ends.
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

/** Forgets that attempts at an address have failed: what waits for it waits no longer than by itself. */
export async function letGo(
  database: Database | Transaction,
  id: string,
): Promise<void> {
  await database
    .update(webhookEndpoints)
    .set({ failures: 0, heldUntil: null })
    .where(eq(webhookEndpoints.id, id));
}

/** Whether a text of an address can be an id at all. */
export function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
}
