import { createServer, type IncomingMessage } from "node:http";

/** Another company's server: what it answers, and what it was asked. */
export interface OtherServer {
  /** host:port */
  place: string;
  origin: string;
  answer: {
    status: number;
    text: string;
    headers: Record<string, string>;
    /** Milliseconds before it answers. */
    after: number;
  };
  asked: { request: IncomingMessage; body: string }[];
  close: () => void;
}

/** Starts a server that answers everybody in the way that a test says. */
export async function startOtherServer(): Promise<OtherServer> {
  const asked: OtherServer["asked"] = [];
  const answer = {
    status: 200,
    text: "",
    headers: {} as Record<string, string>,
    after: 0,
  };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      asked.push({ request, body: Buffer.concat(chunks).toString("utf8") });
      setTimeout(() => {
        response.writeHead(answer.status, answer.headers).end(answer.text);
      }, answer.after);
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  const place = `127.0.0.1:${port}`;
  return {
    place,
    origin: `http://${place}`,
    answer,
    asked,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
