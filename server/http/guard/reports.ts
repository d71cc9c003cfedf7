import { z } from "zod";
import { log } from "#lib/base/log.ts";

/** Where browsers tell that a page of ours did what its policy forbids. */
export const REPORTS_PATH = "/api/csp-reports";
/** Bytes of one report. */
export const REPORTS_BYTES = 16 * 1024;
/** Lines that reports may write in a minute, whoever sends them. */
const MOST = 20;
const MINUTE_MS = 60_000;

const text = z.string().max(4_000).catch("");

/** By `report-uri`: as soon as it happens, and from every browser; by `report-to` they come a minute later, from some. */
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

/** Writes a line for a report, of what is known to hold no secret; what is no report, and too many, are dropped. */
export function noteReport(body: string): void {
  const told = read(body);
  if (!told || !mayWrite()) return;
  log.warn(
    {
      page: areaOf(told["document-uri"]),
      blocked: originOf(told["blocked-uri"]),
      directive: told["effective-directive"].slice(0, 40),
      source: areaOf(told["source-file"]),
    },
    "a page did what its policy forbids",
  );
}

function read(body: string) {
  try {
    return report.parse(JSON.parse(body))["csp-report"];
  } catch {
    return null;
  }
}

function mayWrite(): boolean {
  const now = Math.floor(Date.now() / MINUTE_MS);
  if (now !== minute) [minute, written] = [now, 0];
  written += 1;
  return written <= MOST;
}

/** The first segment of a page's path: behind it may be the token of a link. */
function areaOf(address: string): string {
  if (!URL.canParse(address)) return "";
  return `/${new URL(address).pathname.split("/")[1] ?? ""}`.slice(0, 40);
}

/** A keyword such as `inline` and `eval`, or where something was to be loaded from. */
function originOf(address: string): string {
  if (!URL.canParse(address)) return address.slice(0, 40);
  const { protocol, host } = new URL(address);
  return `${protocol}//${host}`.slice(0, 100);
}
