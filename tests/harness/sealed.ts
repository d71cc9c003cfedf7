import type pg from "pg";
import { sealedColumns } from "#lib/maintenance/key-rotation/sealed-columns.ts";
import { open } from "#lib/base/secrets/index.ts";

/** Sealed, and yet shown in words to those who may: addresses, links, and events with what is secret masked. */
const SHOWN = new Set([
  "authorization_links.token_sealed",
  "idempotency_keys.answer_sealed",
  "inbox.body_sealed",
  "mini_program_configs.receipt_key_sealed",
  "property_sources.url_sealed",
  "webhook_endpoints.url_sealed",
]);
/** What an event holds that opens something. */
const IN_XML =
  /<(?:ComponentVerifyTicket|AuthorizationCode|PreAuthCode)><!\[CDATA\[([^\]]+)/g;
const SHORTEST = 8;

export interface Opened {
  /** `table.column` */
  where: string;
  secret: string;
  /** Whether the console shows it to some people. */
  shown: boolean;
}

/** Every secret that the database holds, opened with the keys of the tests' consoles. */
export async function openAll(sql: pg.Pool): Promise<Opened[]> {
  const found: Opened[] = [];
  for (const { table, column, key, sealContext } of sealedColumns) {
    const { rows } = await sql.query<{ key: string[]; blob: string }>(
      `select array[${key.map(({ name }) => `${name}::text`).join(", ")}] as key, ${column} as blob
       from ${table} where ${column} is not null`,
    );
    const where = `${table}.${column}`;
    for (const row of rows)
      for (const secret of secretsIn(open(row.blob, sealContext(row.key))))
        found.push({ where, secret, shown: SHOWN.has(where) });
  }
  return found;
}

function secretsIn(text: string): string[] {
  if (text.startsWith("<xml>"))
    return [...text.matchAll(IN_XML)].map((match) => match[1] ?? "");
  if (!text.startsWith("{")) return text.length < SHORTEST ? [] : [text];
  return leaves(JSON.parse(text)).filter((leaf) => leaf.length >= 20);
}

function leaves(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null
    ? Object.values(value).flatMap(leaves)
    : [];
}
