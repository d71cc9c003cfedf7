import { connect, createServer, type Socket } from "node:net";

/** Something between a client and PostgreSQL. */
export interface Relay {
  /** The database's address by way of it. */
  url: string;
  close: () => void;
}

/** PostgreSQL's name of a notice to a session that listens. */
const NOTICE = "A".charCodeAt(0);

/** A relay that lets no notice through, as a pooler in transaction mode. */
export function startDeafPooler(databaseUrl: string): Promise<Relay> {
  const { hostname, port } = new URL(databaseUrl);
  return startRelay(databaseUrl, (client) => {
    const server = connect(Number(port), hostname);
    client.pipe(server);
    let rest: Buffer = Buffer.alloc(0);
    server.on("data", (bytes) => {
      rest = Buffer.concat([rest, bytes]);
      for (;;) {
        const length = rest.length < 5 ? Infinity : 1 + rest.readUInt32BE(1);
        if (rest.length < length) return;
        if (rest[0] !== NOTICE) client.write(rest.subarray(0, length));
        rest = rest.subarray(length);
      }
    });
    for (const [one, another] of [
      [client, server],
      [server, client],
    ] as const) {
      one.on("error", () => another.destroy());
      one.on("close", () => another.destroy());
    }
  });
}

/** A relay without a database behind it: it accepts connections and never answers. */
export function startMuteServer(databaseUrl: string): Promise<Relay> {
  return startRelay(databaseUrl, () => undefined);
}

async function startRelay(
  databaseUrl: string,
  take: (client: Socket) => void,
): Promise<Relay> {
  const clients = new Set<Socket>();
  const server = createServer((client) => {
    clients.add(client);
    client.on("error", () => undefined);
    take(client);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.address();
  const url = new URL(databaseUrl);
  url.host = `127.0.0.1:${typeof address === "object" && address ? address.port : 0}`;
  return {
    url: url.toString(),
    close() {
      for (const client of clients) client.destroy();
      server.close();
    },
  };
}
