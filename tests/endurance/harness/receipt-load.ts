import { Agent, request } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import type { ReceiptTarget } from "../../harness/receipt-target.ts";

const SOCKETS = 64;
const PATIENCE_MS = 5_000;

export interface Acknowledged {
  appid: string;
  messageId: string;
  sentAt: number;
  answeredAt: number;
}

/** Receipts that are sent without pause, each with a message id of its own. */
export interface Load {
  /** What was answered `success`; times by this process's clock, in milliseconds. */
  acknowledged: Acknowledged[];
  sent: () => number;
  /** Answers by status; 0 for none. */
  answers: Map<number, number>;
  /** Ends it; resolves when the last answer is there. */
  stop: () => Promise<void>;
}

let nextId = 1_000_000_000_000_000_000n;

/** Sends so many a second, by the clock and not by the answers, to one console after another. */
export function startLoad(
  origins: () => string[],
  targets: ReceiptTarget[],
  perSecond: number,
): Load {
  const agent = new Agent({ keepAlive: true, maxSockets: SOCKETS });
  const acknowledged: Load["acknowledged"] = [];
  const answers = new Map<number, number>();
  const under = new Set<Promise<void>>();
  let sent = 0;
  let running = true;
  const send = (number: number) => {
    const to = targets[number % targets.length];
    const places = origins();
    const origin = places[number % places.length];
    if (!to || origin === undefined) return;
    const messageId = String((nextId += 1n));
    const sentAt = performance.now();
    const answer = post(agent, `${origin}${to.path}`, to.body(messageId)).then(
      (status) => {
        answers.set(status, (answers.get(status) ?? 0) + 1);
        if (status !== 200) return;
        const answeredAt = performance.now();
        acknowledged.push({ appid: to.appid, messageId, sentAt, answeredAt });
      },
    );
    under.add(answer);
    void answer.finally(() => under.delete(answer));
  };
  const running$ = (async () => {
    const begun = performance.now();
    while (running) {
      const due = Math.floor(((performance.now() - begun) / 1000) * perSecond);
      // A client that waits for answers it does not get would be no load.
      for (; sent < due; sent += 1) if (under.size < 2_000) send(sent);
      await pause(5);
    }
    await Promise.all(under);
    agent.destroy();
  })();
  return {
    acknowledged,
    sent: () => sent,
    answers,
    async stop() {
      running = false;
      await running$;
    },
  };
}

/** @returns the status; 200 only for `success`, 0 when there was no answer */
export function post(agent: Agent, url: string, body: string): Promise<number> {
  return new Promise((done) => {
    const asked = request(
      url,
      {
        agent,
        method: "POST",
        timeout: PATIENCE_MS,
        headers: { "content-type": "text/xml" },
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("error", () => done(0));
        response.on("end", () => {
          const success = Buffer.concat(chunks).toString() === "success";
          const status = response.statusCode ?? 0;
          done(status === 200 && !success ? 0 : status);
        });
      },
    );
    asked.on("timeout", () => asked.destroy());
    asked.on("error", () => done(0));
    asked.end(body);
  });
}
