import { z } from "zod";
import { log } from "#lib/base/log.ts";

/** Browsers send a report here when a page breaks its Content-Security-Policy. */
export const REPORTS_PATH = "/api/csp-reports";
/** The most bytes of one report. */
export const REPORT_BYTES = 16 * 1024;
/** Log lines for reports, of all clients together. */
const MAX_LINES_PER_MINUTE = 20;
const MINUTE_MS = 60_000;

const text = z.string().max(4_000).catch("");

/** The format of `report-uri`, which every browser sends immediately; `report-to` is sent later, and by some only. */
const report = z.object({
  "csp-report": z.object({
    "document-uri": text,
    "blocked-uri": text,
    "effective-directive": text,
    "source-file": text,
  }),
});

let minute = 0;
let written = 0;

/** Logs the parts of a report that hold no secret. Anything else, and reports beyond the limit, are dropped. */
export function logPolicyReport(body: string): void {
  const violation = readReport(body);
  if (!violation || !mayLog()) return;
  log.warn(
    {
      page: areaOf(violation["document-uri"]),
      blocked: originOf(violation["blocked-uri"]),
      directive: violation["effective-directive"].slice(0, 40),
      source: areaOf(violation["source-file"]),
    },
    "a page did what its policy forbids",
  );
}

function readReport(body: string) {
  try {
    return report.parse(JSON.parse(body))["csp-report"];
  } catch {
    return null;
  }
}

function mayLog(): boolean {
  const now = Math.floor(Date.now() / MINUTE_MS);
  if (now !== minute) [minute, written] = [now, 0];
  written += 1;
  return written <= MAX_LINES_PER_MINUTE;
}

/** The first segment of a page's path; later ones may hold the token of a link. */
function areaOf(address: string): string {
  if (!URL.canParse(address)) return "";
  return `/${new URL(address).pathname.split("/")[1] ?? ""}`.slice(0, 40);
}

/** A keyword such as `inline` or `eval`, or the origin of the blocked resource. */
function originOf(address: string): string {
  if (!URL.canParse(address)) return address.slice(0, 40);
  const { protocol, host } = new URL(address);
  return `${protocol}//${host}`.slice(0, 100);
}
