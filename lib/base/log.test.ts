import { Writable } from "node:stream";
import pino from "pino";
import { describe, expect, test } from "vitest";
import { logOptions } from "./log.ts";

const OPENID = "oABCD-efgh_ijklMNOP123456789";

function written(fields: object, message = "something happened"): string {
  const lines: string[] = [];
  const sink = new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(chunk.toString());
      done();
    },
  });
  pino({ ...logOptions, level: "info" }, sink).info(fields, message);
  return lines.join("");
}

describe("the log", () => {
  test("the log contains no secret, however deep its field is", () => {
    const line = written({
      password: "s3cret-a",
      request: { headers: { cookie: "s3cret-b", Authorization: "s3cret-c" } },
      list: [{ access_token: "s3cret-d" }, { refreshToken: "s3cret-e" }],
      platform: { app_secret: "s3cret-f", encodingAesKey: "s3cret-g" },
      wrapped: { deep: { deeper: { totpSecret: "s3cret-h" } } },
    });
    expect(line).not.toContain("s3cret");
    expect(line.match(/\[hidden\]/g)).toHaveLength(8);
  });

  test("the log contains no OpenID, only what distinguishes one from another", () => {
    const other = OPENID.replace("9", "0");
    const line = written({
      openid: OPENID,
      touser: "short",
      list: [{ from_openid: OPENID }],
      url: `https://example.com/?openid=${OPENID}&lang=zh`,
      err: new Error(`invalid user ${OPENID} of 2`),
    });
    expect(line).not.toContain(OPENID);
    expect(line).not.toContain("short");
    const marks = line.match(/openid:[0-9a-f]{12}/g) ?? [];
    expect(marks).toHaveLength(5);
    expect(new Set(marks).size).toBe(2);
    expect(line).toContain("lang=zh");
    expect(written({ openid: other })).not.toContain(marks[0] ?? "");
  });

  test("an error is one line, without the values of a failed statement", () => {
    const line = written({
      err: new Error("Failed query: insert\nparams: s3cret", {
        cause: new Error(`duplicate ${OPENID}`),
      }),
    });
    expect(line.trim().split("\n")).toHaveLength(1);
    expect(line).not.toContain("s3cret");
    expect(line).not.toContain(OPENID);
    expect(line).toContain("Failed query: insert");
  });

  test("other values are logged unchanged", () => {
    const line = JSON.parse(
      written({
        appid: "wx1234567890abcdef",
        attempts: 3,
        tokens: 5,
        at: null,
      }),
    ) as object;
    expect(line).toMatchObject({
      appid: "wx1234567890abcdef",
      attempts: 3,
      tokens: 5,
      at: null,
    });
  });
});
