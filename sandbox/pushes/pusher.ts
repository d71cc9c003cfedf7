import { randomInt } from "node:crypto";
import { decrypt, encrypt, sign } from "./crypto.ts";
import type { Simulation } from "../state/simulation.ts";

const TIMEOUT_MS = 5_000;

export interface Targets {
  eventsUrl: string;
  /** Contains `$APPID$`. */
  messagesUrl: string;
}

/** How a push is made invalid. */
export type Tamper = "signature" | "key" | "appid" | "padding" | "truncate";

export interface PushResult {
  status: number | null;
  body: string;
  /** The plaintext of an encrypted passive reply. */
  reply: string | null;
}

type Fields = Record<string, string | number>;

/** Sends pushes as WeChat does (protocol 1.1, 8.1): always encrypted, fresh random, timestamp and nonce. */
export class Pusher {
  readonly #simulation: Simulation;
  readonly #targets: Targets;
  readonly #pending = new Set<Promise<unknown>>();

  constructor(simulation: Simulation, targets: Targets) {
    this.#simulation = simulation;
    this.#targets = targets;
  }

  /** An authorization event; lost, delayed and repeated as the scenario says. */
  async event(fields: Fields): Promise<void> {
    const { scenario } = this.#simulation;
    if (scenario.losePushes > 0) {
      scenario.losePushes -= 1;
      return;
    }
    const xml = eventXml(this.#simulation.state.component.appid, fields);
    if (scenario.pushDelayMs > 0)
      await new Promise((resolve) => setTimeout(resolve, scenario.pushDelayMs));
    for (let copy = 0; copy < scenario.pushCopies; copy += 1)
      await this.send({ kind: "event", xml, name: String(fields["InfoType"]) });
  }

  /** Sends an authorization event without waiting for it. */
  eventLater(fields: Fields): void {
    const push = this.event(fields).finally(() => this.#pending.delete(push));
    this.#pending.add(push);
  }

  /** Waits until no push is pending. */
  async settled(): Promise<void> {
    await Promise.all(this.#pending);
  }

  /** One push with its answer, whatever it is. */
  async send(input: {
    kind: "event" | "message";
    appid?: string;
    userName?: string;
    xml: string;
    name: string;
    tamper?: Tamper;
  }): Promise<PushResult> {
    const { component } = this.#simulation.state;
    const key = input.tamper === "key" ? "B".repeat(43) : component.aesKey;
    let encrypted = encrypt(
      input.xml,
      input.tamper === "appid" ? "wx0000000000000000" : component.appid,
      key,
    );
    if (input.tamper === "truncate") encrypted = encrypted.slice(0, -7);
    if (input.tamper === "padding")
      encrypted = Buffer.from(encrypted, "base64")
        .subarray(0, -16)
        .toString("base64");
    const timestamp = String(Math.floor(Date.now() / 1000));
    const nonce = String(randomInt(2 ** 31));
    const query = new URLSearchParams({
      signature: sign(component.token, timestamp, nonce),
      timestamp,
      nonce,
      encrypt_type: "aes",
      msg_signature:
        input.tamper === "signature"
          ? "0".repeat(40)
          : sign(component.token, timestamp, nonce, encrypted),
    });
    const outer =
      input.kind === "event"
        ? `<AppId><![CDATA[${component.appid}]]></AppId>`
        : `<ToUserName><![CDATA[${input.userName ?? ""}]]></ToUserName>`;
    const url =
      input.kind === "event"
        ? this.#targets.eventsUrl
        : this.#targets.messagesUrl.replace("$APPID$", input.appid ?? "");
    const result = await this.#post(
      `${url}?${query.toString()}`,
      `<xml>${outer}<Encrypt><![CDATA[${encrypted}]]></Encrypt></xml>`,
    );
    this.#simulation.pushes.unshift({
      at: new Date().toISOString(),
      name: input.name,
      status: result.status,
      answer: result.body.slice(0, 80),
    });
    this.#simulation.pushes.length = Math.min(
      this.#simulation.pushes.length,
      200,
    );
    return { ...result, reply: this.#replyOf(result.body) };
  }

  async #post(url: string, body: string): Promise<Omit<PushResult, "reply">> {
    try {
      const answer = await fetch(url, {
        method: "POST",
        headers: { "content-type": "text/xml" },
        body,
        redirect: "manual",
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      return { status: answer.status, body: await answer.text() };
    } catch (error) {
      return {
        status: null,
        body: error instanceof Error ? error.name : "failed",
      };
    }
  }

  #replyOf(body: string): string | null {
    const encrypted = /<Encrypt><!\[CDATA\[(.+?)\]\]><\/Encrypt>/.exec(
      body,
    )?.[1];
    return encrypted === undefined
      ? null
      : decrypt(encrypted, this.#simulation.state.component.aesKey).message;
  }
}

/** The plaintext of an authorization event. */
export function eventXml(componentAppid: string, fields: Fields): string {
  return flatXml({
    AppId: componentAppid,
    CreateTime: Math.floor(Date.now() / 1000),
    ...fields,
  });
}

/** WeChat's flat XML: texts as CDATA, numbers bare. */
export function flatXml(fields: Fields): string {
  const inner = Object.entries(fields).map(
    ([name, value]) =>
      `<${name}>${typeof value === "number" ? value : `<![CDATA[${value}]]>`}</${name}>`,
  );
  return `<xml>${inner.join("")}</xml>`;
}
