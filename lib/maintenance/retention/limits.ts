import { LEAST_AUDIT_DAYS } from "#lib/audit/chain/index.ts";
import { env } from "#lib/base/env.ts";
import type { RetentionKind } from "./kinds.ts";

interface Limits {
  /** The default. */
  days: number;
  least: number;
  most: number;
  /** Sets the default of this deployment. */
  variable?: "INBOX_DAYS" | "RECEIPT_DAYS";
}

const YEARS = 365;

/** What grows with time, and for how many days it is kept. */
export const limits = {
  callbacks: {
    days: 30,
    least: 1,
    most: 10 * YEARS,
    variable: "INBOX_DAYS",
  },
  /** Of callbacks that are done; those that are parked keep it, as they may be processed again. */
  callbackBodies: { days: 7, least: 1, most: 10 * YEARS },
  receipts: {
    days: 90,
    least: 1,
    most: 10 * YEARS,
    variable: "RECEIPT_DAYS",
  },
  auditLog: {
    days: 2 * YEARS,
    least: LEAST_AUDIT_DAYS,
    most: 20 * YEARS,
  },
  webhookDeliveries: { days: 30, least: 2, most: YEARS },
  sessions: { days: 30, least: 1, most: YEARS },
  links: { days: 180, least: 1, most: 10 * YEARS },
  idempotencyKeys: { days: 1, least: 1, most: 30 },
} as const satisfies Record<RetentionKind, Limits>;

/** What holds without a setting, and whether an environment variable says so. */
export function defaultOf(kind: RetentionKind): {
  days: number;
  variable: string | null;
} {
  const { days, variable }: Limits = limits[kind];
  const given = variable && env()[variable];
  return given === undefined
    ? { days, variable: null }
    : { days: given, variable: variable ?? null };
}
