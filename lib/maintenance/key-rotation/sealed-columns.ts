import { getTableName } from "drizzle-orm";
import type { PgColumn, PgTable } from "drizzle-orm/pg-core";
import { schema } from "#lib/base/db/index.ts";
import type { SealContext } from "#lib/base/secrets/index.ts";

/** A column of sealed values, and the context that binds each value to its row. */
export interface SealedColumn {
  table: string;
  column: string;
  /** The columns of the table's primary key. */
  key: readonly { name: string; type: string }[];
  /** The context of a row's value, exactly as the module that seals it builds it. */
  sealContext: (key: readonly string[]) => SealContext;
}

function sealedIn(
  table: PgTable,
  input: {
    key: readonly PgColumn[];
    /** By the column's name in the seal context, which may differ from the database's. */
    columns: Record<string, PgColumn>;
    /** The row's name in the seal context; by default the first column of the key. */
    row?: (key: readonly string[]) => string;
  },
): SealedColumn[] {
  const { key, columns, row = ([first = ""]) => first } = input;
  return Object.entries(columns).map(([name, column]) => ({
    table: getTableName(table),
    column: column.name,
    key: key.map((part) => ({ name: part.name, type: part.getSQLType() })),
    sealContext: (values) => ({
      table: getTableName(table),
      column: name,
      row: row(values),
    }),
  }));
}

const {
  accountTokens,
  auditKeys,
  authorizationLinks,
  components,
  idempotencyKeys,
  inbox,
  miniProgramConfigs,
  propertySources,
  totpFactors,
  webhookEndpoints,
} = schema;

/** All sealed columns except the key checks, each of which stays sealed with the key that it checks. */
export const sealedColumns: readonly SealedColumn[] = [
  ...sealedIn(components, {
    key: [components.componentAppid],
    columns: {
      app_secret: components.appSecretSealed,
      message_token: components.messageTokenSealed,
      aes_key: components.aesKeySealed,
      previous_aes_key: components.previousAesKeySealed,
      ticket: components.ticketSealed,
      previous_ticket: components.previousTicketSealed,
      token: components.tokenSealed,
    },
  }),
  ...sealedIn(accountTokens, {
    key: [accountTokens.appid, accountTokens.kind],
    columns: {
      access_token: accountTokens.accessTokenSealed,
      refresh_token: accountTokens.refreshTokenSealed,
    },
    row: ([appid = "", kind = ""]) =>
      kind === "component" ? appid : `${appid} ${kind}`,
  }),
  ...sealedIn(miniProgramConfigs, {
    key: [miniProgramConfigs.appid],
    columns: {
      send_source: miniProgramConfigs.sendSourceSealed,
      receipt_key: miniProgramConfigs.receiptKeySealed,
      push_token: miniProgramConfigs.pushTokenSealed,
      aes_key: miniProgramConfigs.aesKeySealed,
      previous_aes_key: miniProgramConfigs.previousAesKeySealed,
    },
  }),
  ...sealedIn(propertySources, {
    key: [propertySources.id],
    columns: {
      url_sealed: propertySources.urlSealed,
      authorization_sealed: propertySources.authorizationSealed,
    },
  }),
  ...sealedIn(webhookEndpoints, {
    key: [webhookEndpoints.id],
    columns: {
      url: webhookEndpoints.urlSealed,
      secret: webhookEndpoints.secretSealed,
      previous_secret: webhookEndpoints.previousSecretSealed,
    },
  }),
  ...sealedIn(totpFactors, {
    key: [totpFactors.id],
    columns: { secret: totpFactors.secretSealed },
  }),
  ...sealedIn(authorizationLinks, {
    key: [authorizationLinks.tokenHash],
    columns: { token_sealed: authorizationLinks.tokenSealed },
  }),
  ...sealedIn(idempotencyKeys, {
    key: [idempotencyKeys.actor, idempotencyKeys.key],
    columns: { answer_sealed: idempotencyKeys.answerSealed },
    row: ([actor = "", key = ""]) => `${actor} ${key}`,
  }),
  ...sealedIn(auditKeys, {
    key: [auditKeys.id],
    columns: { key_sealed: auditKeys.keySealed },
  }),
  ...sealedIn(inbox, {
    key: [inbox.key, inbox.eventTime],
    columns: { body_sealed: inbox.bodySealed },
  }),
];
