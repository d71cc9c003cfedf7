import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createSecretKey,
  randomBytes,
  timingSafeEqual,
} from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import pg from "pg";
import { answerParent } from "../harness/answer-parent.ts";

// The simplest implementation, without any of the console's code.

export interface BareIngest {
  databaseUrl: string;
  /** Like `inbox`. */
  table: string;
  appid: string;
  token: string;
  aesKey: string;
  /** 32 bytes in base64, to seal with. */
  sealKey: string;
}

const options = JSON.parse(process.argv[2] ?? "") as BareIngest;
const { databaseUrl, table, appid, token } = options;
const aesKeyBytes = Buffer.from(`${options.aesKey}=`, "base64");
const aesKey = createSecretKey(aesKeyBytes);
const sealKey = createSecretKey(Buffer.from(options.sealKey, "base64"));
const pool = new pg.Pool({ connectionString: databaseUrl, max: 16 });

function decrypt(encrypted: string): { message: string; appid: string } {
  const decipher = createDecipheriv(
    "aes-256-cbc",
    aesKey,
    aesKeyBytes.subarray(0, 16),
  ).setAutoPadding(false);
  const padded = Buffer.concat([
    decipher.update(encrypted, "base64"),
    decipher.final(),
  ]);
  const end = 20 + padded.readUInt32BE(16);
  return {
    message: padded.toString("utf8", 20, end),
    appid: padded.toString("utf8", end, padded.length - (padded.at(-1) ?? 0)),
  };
}

function seal(text: string, key: string): string {
  const iv = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", sealKey, iv);
  cipher.setAAD(Buffer.from(key));
  return Buffer.concat([
    iv,
    cipher.update(text, "utf8"),
    cipher.final(),
    cipher.getAuthTag(),
  ]).toString("base64url");
}

const field = (xml: string, name: string) =>
  new RegExp(`<${name}>(?:<!\\[CDATA\\[)?(.*?)(?:\\]\\]>)?</${name}>`).exec(
    xml,
  )?.[1] ?? "";

/** @returns whether it was signed, for us, and is stored */
async function receive(url: string, body: string): Promise<boolean> {
  const [path = "", search] = url.split("?");
  const query = new URLSearchParams(search);
  const encrypted = field(body, "Encrypt");
  const signed = createHash("sha1")
    .update(
      [token, query.get("timestamp"), query.get("nonce"), encrypted]
        .sort()
        .join(""),
    )
    .digest("hex");
  const given = Buffer.from(query.get("msg_signature") ?? "");
  if (given.length !== 40 || !timingSafeEqual(given, Buffer.from(signed)))
    return false;
  const opened = decrypt(encrypted);
  if (opened.appid !== appid) return false;
  const { message } = opened;
  if (field(body, "ToUserName") !== field(message, "ToUserName")) return false;
  const account = path.slice(path.lastIndexOf("/") + 1);
  const key = createHash("sha256")
    .update(`${account} ${message}`)
    .digest("hex");
  await pool.query(
    `insert into ${table} (key, event_time, component_appid, appid, channel, name, body_sealed, state)
     values ($1, to_timestamp($2), $3, $4, 'message', $5, $6, 'done') on conflict do nothing`,
    [
      key,
      Number(field(message, "CreateTime")),
      appid,
      account,
      field(message, "Event") || field(message, "MsgType"),
      seal(message, key),
    ],
  );
  return true;
}

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    receive(request.url ?? "", Buffer.concat(chunks).toString("utf8")).then(
      (good) => {
        const body = good ? "success" : "refused";
        response.writeHead(good ? 200 : 403, {
          "content-type": "text/plain",
          "content-length": body.length,
        });
        response.end(body);
      },
      () => response.destroy(),
    );
  });
});
server.listen(0, "127.0.0.1", () =>
  answerParent(() => (server.address() as AddressInfo).port),
);
