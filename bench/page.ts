import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { defineBenchmark } from "./harness/benchmark.ts";
import { type BenchConsole, startConsole } from "./harness/console.ts";
import { emptyApp } from "./harness/empty-app.ts";
import { connect, startPostgres } from "./harness/postgres.ts";
import { seedAccounts } from "./harness/seed-accounts.ts";

const ACCOUNTS = 60;
const root = join(import.meta.dirname, "..");

/** The JavaScript files that a page loads, without those for legacy browsers. */
function scriptsOf(html: string): string[] {
  const today = html.replaceAll(/<script[^>]*\bnomodule\b[^>]*>/gi, "");
  const named = today.matchAll(/\/_next\/(static\/[^"'\\\s?]+\.js)/g);
  return [...new Set([...named].map((match) => match[1] ?? ""))];
}

/** Kilobytes of the JavaScript that a page loads first, each file compressed separately, as on the wire. */
function kilobytes(html: string, app: string): number {
  const scripts = scriptsOf(html);
  if (scripts.length === 0) throw new Error("the page names no script");
  const bytes = scripts.map(
    (file) =>
      gzipSync(readFileSync(join(app, ".next", file)), { level: 9 }).length,
  );
  return bytes.reduce((sum, more) => sum + more, 0) / 1000;
}

async function htmlOf(
  { origin, cookie }: BenchConsole,
  path: string,
): Promise<string> {
  const answer = await fetch(`${origin}${path}`, {
    headers: path === "/sign-in" ? {} : { cookie },
    redirect: "manual",
  });
  if (answer.status !== 200)
    throw new Error(`${path} answers ${answer.status}`);
  return answer.text();
}

/** Every page that a signed-in person reaches, and those of people who are not signed in. */
async function pages(url: string): Promise<string[]> {
  const sql = await connect(url);
  await seedAccounts(sql, ACCOUNTS);
  const { rows } = await sql.query<{ appid: string; type: string }>(
    "select distinct on (type) appid, type from accounts where status <> 'deauthorized' order by type",
  );
  const account = (type: string) =>
    `/accounts/${rows.find((row) => row.type === type)?.appid ?? ""}`;
  return [
    "/sign-in",
    "/accounts",
    account("official_account"),
    account("mini_program"),
    `${account("mini_program")}/receipts`,
    "/authorization-links",
    "/permissions",
    "/permissions/1",
    "/permissions/matrix?type=mini_program",
    "/guidance",
    "/guides/bind",
    "/settings/platform",
    "/settings/user-properties",
    "/settings/webhooks",
    "/settings/api-keys",
    "/settings/api",
  ];
}

export default defineBenchmark({
  name: "page",
  compares:
    "JavaScript that a browser loads first for each page, compressed (gzip -9), ÷ that of an empty Next.js page.",
  target: { atMost: 1.35 },
  async run(say) {
    const empty = emptyApp(say);
    const reference = kilobytes(
      readFileSync(join(empty, ".next/server/app/index.html"), "utf8"),
      empty,
    );
    const url = await startPostgres();
    const paths = await pages(url);
    const lingpai = await startConsole(url);
    const cases = [];
    for (const path of paths) {
      const ours = kilobytes(await htmlOf(lingpai, path), root);
      cases.push({
        name: path,
        ratio: ours / reference,
        reference: [reference],
        ours: [ours],
        unit: "kB",
      });
    }
    return { cases, notes: [] };
  },
});
