import { readFileSync } from "node:fs";
import { connect, type Socket } from "node:net";
import { answerParent } from "../harness/answer-parent.ts";
import type { Load, Measured } from "../harness/load.ts";

/**
 * One keep-alive connection with one request at a time. Requests are prepared bytes, and only an answer's status and end
 * are parsed: the generator shares the machine with what it measures.
 */
class Connection {
  readonly #socket: Socket;
  readonly #answered: (connection: Connection, status: string) => void;
  #received = "";
  /** When the current request was due. */
  dueAt = 0;

  constructor(
    port: number,
    answered: (connection: Connection, status: string) => void,
    failed: (error: Error) => void,
  ) {
    this.#answered = answered;
    this.#socket = connect({ port, host: "127.0.0.1", noDelay: true });
    this.#socket.setEncoding("latin1");
    this.#socket.on("data", (text: string) => this.#read(text));
    this.#socket.on("error", failed);
    this.#socket.on("close", () => failed(new Error("connection closed")));
  }

  send(request: string, dueAt: number): void {
    this.dueAt = dueAt;
    this.#socket.write(request, "latin1");
  }

  end(): void {
    this.#socket.removeAllListeners("close");
    this.#socket.destroy();
  }

  #read(text: string): void {
    this.#received += text;
    const head = this.#received.indexOf("\r\n\r\n");
    if (head === -1) return;
    const length = /content-length: *(\d+)/i.exec(this.#received)?.[1];
    if (this.#received.length < head + 4 + Number(length)) return;
    const status = this.#received.slice(9, 12);
    this.#received = "";
    this.#answered(this, status);
  }
}

/** @throws when an answer is not 200 */
function run({ port, file, connections, perSecond }: Load): Promise<Measured> {
  const requests = JSON.parse(readFileSync(file, "utf8")) as string[];
  const latencies = new Float64Array(requests.length);
  return new Promise((done, fail) => {
    const idle: Connection[] = [];
    let sent = 0;
    let answered = 0;
    let begun = 0;
    const dueAt = (index: number) =>
      perSecond === undefined
        ? performance.now()
        : begun + (index * 1000) / perSecond;
    const send = () => {
      while (sent < requests.length && idle.length > 0) {
        const due = dueAt(sent);
        if (due > performance.now()) break;
        idle.shift()?.send(requests[sent] ?? "", due);
        sent += 1;
      }
    };
    const onAnswer = (connection: Connection, status: string) => {
      if (status !== "200") return fail(new Error(`an answer is ${status}`));
      latencies[answered] = performance.now() - connection.dueAt;
      answered += 1;
      idle.push(connection);
      if (answered < requests.length) return send();
      clearInterval(clock);
      const seconds = (performance.now() - begun) / 1000;
      for (const each of all) each.end();
      done({ seconds, ...percentiles(latencies) });
    };
    const all = Array.from(
      { length: connections },
      () => new Connection(port, onAnswer, fail),
    );
    idle.push(...all);
    begun = performance.now();
    // Without a rate every answer sends the next request.
    const clock = setInterval(send, 1);
    send();
  });
}

function percentiles(latencies: Float64Array) {
  latencies.sort();
  const at = (share: number) =>
    latencies[Math.ceil(latencies.length * share) - 1] ?? NaN;
  return { p50: at(0.5), p99: at(0.99), most: at(1) };
}

answerParent<Load>(run);
