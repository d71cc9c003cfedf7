import { Refusal } from "./refusal.ts";
import type { Simulation } from "../state/simulation.ts";

/** Resets per account and calendar month (protocol 5.1). */
const MAX_RESETS_PER_MONTH = 10;

/** Default daily limits of a newly verified service account (protocol 5.3). */
const dailyLimits: Record<string, number> = {
  "/cgi-bin/message/custom/send": 500_000,
  "/cgi-bin/message/mass/sendall": 100,
  "/cgi-bin/message/template/send": 100_000,
  "/cgi-bin/qrcode/create": 100_000,
  "/cgi-bin/user/get": 500,
  "/cgi-bin/user/info": 5_000_000,
  "/cgi-bin/material/add_material": 1_000,
  "/cgi-bin/menu/create": 1_000,
  "/cgi-bin/menu/get": 10_000,
  "/cgi-bin/media/upload": 100_000,
};
const OTHER_LIMIT = 100_000;

/** The date in Beijing, where WeChat's days and months begin. */
const beijingDate = (at = Date.now()) =>
  new Date(at + 8 * 3_600_000).toISOString().slice(0, 10);

const limitOf = (path: string) => dailyLimits[path] ?? OTHER_LIMIT;

function use(simulation: Simulation, appid: string, path: string) {
  const today = (simulation.state.quota[appid] ??= {});
  const entry = today[path];
  const date = beijingDate();
  if (entry?.date === date) return entry;
  return (today[path] = { date, used: 0 });
}

/** Counts one call on behalf of an account. @throws {Refusal} 45009 when the day's are used up */
export function countCall(
  simulation: Simulation,
  appid: string,
  path: string,
): void {
  const entry = use(simulation, appid, path);
  if (entry.used >= limitOf(path))
    throw new Refusal(45009, "reach max api daily quota limit");
  entry.used += 1;
}

/** Sets how often a path was called today. */
export function setUse(
  simulation: Simulation,
  appid: string,
  path: string,
  used: number,
): void {
  use(simulation, appid, path).used = used;
}

/** A tester says how many resets of this month are used up, for example by another provider. */
export function setResets(
  simulation: Simulation,
  appid: string,
  count: number,
): void {
  simulation.state.quotaResets[appid] = {
    month: beijingDate().slice(0, 7),
    count,
  };
}

/** `POST /cgi-bin/openapi/quota/get` (protocol 5.2). */
export function quotaGet(
  simulation: Simulation,
  appid: string,
  path: unknown,
): object {
  if (typeof path !== "string" || !path.startsWith("/cgi-bin/"))
    throw new Refusal(76021, "cgi_path not found, please check");
  const limit = limitOf(path);
  const { used } = use(simulation, appid, path);
  return {
    errcode: 0,
    errmsg: "ok",
    quota: { daily_limit: limit, used, remain: limit - used },
    rate_limit: { call_count: 10_000, refresh_second: 60 },
  };
}

/** `POST /cgi-bin/clear_quota` (protocol 5.1). */
export function clearQuota(
  simulation: Simulation,
  appid: string,
  asked: unknown,
): object {
  if (asked !== appid) throw new Refusal(40013, "invalid appid");
  const month = beijingDate().slice(0, 7);
  const saved = simulation.state.quotaResets[appid];
  const count = saved?.month === month ? saved.count : 0;
  if (count >= MAX_RESETS_PER_MONTH)
    throw new Refusal(
      48006,
      "forbid to clear quota because of reaching the limit",
    );
  simulation.state.quotaResets[appid] = { month, count: count + 1 };
  simulation.state.quota[appid] = {};
  return { errcode: 0, errmsg: "ok" };
}
