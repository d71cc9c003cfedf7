import { openRooms, type Rooms } from "#server/rooms.ts";

/** Next.js calls this once, before it answers anything. */
export function register(): void {
  if (process.env["NEXT_RUNTIME"] === "nodejs") openRooms(load());
}

async function load(): Promise<Rooms> {
  return {
    auth: await import("#lib/auth/index.ts"),
    db: await import("#lib/db/index.ts"),
    http: await import("#lib/http/index.ts"),
    inbox: await import("#lib/inbox/index.ts"),
    jobs: await import("#lib/jobs/index.ts"),
    keyRotation: await import("#lib/key-rotation/index.ts"),
    metrics: await import("#lib/metrics/index.ts"),
    platform: await import("#lib/platform/index.ts"),
    properties: await import("#lib/properties/index.ts"),
    tokens: await import("#lib/tokens/index.ts"),
  };
}
