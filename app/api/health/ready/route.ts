import { readiness } from "#lib/monitoring/health/index.ts";
import { currentActor } from "#lib/identity/next/index.ts";

export const dynamic = "force-dynamic";

export async function GET(): Promise<Response> {
  const { ready, details } = await readiness();
  const actor = ready ? await currentActor() : null;
  return Response.json(
    { status: ready ? "ok" : "unavailable", ...(actor ? { details } : {}) },
    { status: ready ? 200 : 503, headers: { "cache-control": "no-store" } },
  );
}
