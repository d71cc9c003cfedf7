import { createDecipheriv, createSecretKey } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import pg from "pg";
import { answerParent } from "../harness/answer-parent.ts";

// The simplest implementation, without any of the console's code.

export interface BareToken {
  databaseUrl: string;
  keyId: string;
  /** 32 bytes in base64. */
  key: string;
}

const options = JSON.parse(process.argv[2] ?? "") as BareToken;
const { databaseUrl, keyId } = options;
const key = createSecretKey(Buffer.from(options.key, "base64"));
const pool = new pg.Pool({ connectionString: databaseUrl, max: 16 });

function open(sealed: string, appid: string): string {
  const bytes = Buffer.from(sealed.slice(keyId.length + 1), "base64url");
  const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(0, 12));
  decipher.setAAD(
    Buffer.from(
      JSON.stringify([keyId, "account_tokens", "access_token", appid]),
    ),
  );
  decipher.setAuthTag(bytes.subarray(-16));
  return (
    decipher.update(bytes.subarray(12, -16), undefined, "utf8") +
    decipher.final("utf8")
  );
}

const PATH = /^\/api\/v1\/accounts\/(\w+)\/access-token$/;

async function answerTo(url: string): Promise<string> {
  const appid = PATH.exec(url)?.[1] ?? "";
  const { rows } = await pool.query<{
    access_token_sealed: string;
    expires_at: Date;
  }>(
    "select access_token_sealed, expires_at from account_tokens where appid = $1 and kind = 'component'",
    [appid],
  );
  const [row] = rows;
  if (!row) throw new Error("no such account");
  return JSON.stringify({
    accessToken: open(row.access_token_sealed, appid),
    expiresAt: row.expires_at,
    source: "component",
  });
}

const server = createServer((request, response) => {
  answerTo(request.url ?? "").then(
    (body) => {
      response.writeHead(200, {
        "content-type": "application/json",
        "content-length": Buffer.byteLength(body),
      });
      response.end(body);
    },
    () => response.writeHead(404).end(),
  );
});
server.listen(0, "127.0.0.1", () =>
  answerParent(() => (server.address() as AddressInfo).port),
);
