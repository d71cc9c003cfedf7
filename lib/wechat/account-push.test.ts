import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { encryptMessage, messageSignature, signature } from "./crypto.ts";
import { EnvelopeError } from "./envelope-error.ts";
import {
  echoAnswer,
  openAccountPush as open,
  type AccountPush,
} from "./account-push.ts";
import { buildXml } from "./xml.ts";

const openAccountPush = (...input: Parameters<typeof open>) =>
  open(...input).fields;
const TOKEN = "AAAAA";
const KEY = "A".repeat(43);
const OTHER_KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG";
const APPID = "wxba5fad812f8e6fb9";
const query = (fields: Record<string, string>) => new URLSearchParams(fields);
const push = (change: Partial<AccountPush> = {}): AccountPush => ({
  appid: APPID,
  token: TOKEN,
  encodingAesKeys: [KEY],
  mode: "safe",
  signed: true,
  ...change,
});
const codeOf = (act: () => unknown): string => {
  try {
    act();
    return "opened";
  } catch (error) {
    if (error instanceof EnvelopeError) return error.code;
    throw error;
  }
};

describe("the check of a push URL", () => {
  const signed = {
    timestamp: "1714036504",
    nonce: "1514711492",
    echostr: "4375120948345356249",
    signature: "f464b24fc39322e44b38aa78f5edd27bd1441696",
  };

  test("the check returns the echostr of WeChat's example (vector V3)", () => {
    expect(echoAnswer(query(signed), TOKEN)).toBe(signed.echostr);
  });

  test("the check refuses another token and missing parts", () => {
    expect(echoAnswer(query(signed), "BBBBB")).toBeNull();
    for (const name of Object.keys(signed)) {
      const less = query(signed);
      less.delete(name);
      expect(echoAnswer(less, TOKEN)).toBeNull();
    }
  });
});

test("a push in JSON and 安全模式 opens as in WeChat's own example (vector V2)", () => {
  const encrypt =
    "+qdx1OKCy+5JPCBFWw70tm0fJGb2Jmeia4FCB7kao+/Q5c/ohsOzQHi8khUOb05JCpj0JB4RvQMkUyus8TPxLKJGQqcvZqzDpVzazhZv6JsXUnnR8XGT740XgXZUXQ7vJVnAG+tE8NUd4yFyjPy7GgiaviNrlCTj+l5kdfMuFUPpRSrfMZuMcp3Fn2Pede2IuQrKEYwKSqFIZoNqJ4M8EajAsjLY2km32IIjdf8YL/P50F7mStwntrA2cPDrM1kb6mOcfBgRtWygb3VIYnSeOBrebufAlr7F9mFUPAJGj04=";
  const fields = openAccountPush(
    push(),
    query({
      timestamp: "1714112445",
      nonce: "415670741",
      msg_signature: "046e02f8204d34f8ba5fa3b1db94908f3df2e9b3",
    }),
    JSON.stringify({ ToUserName: "gh_97417a04a28d", Encrypt: encrypt }),
  );
  expect(fields).toEqual({
    ToUserName: "gh_97417a04a28d",
    FromUserName: "o9AgO5Kd5ggOC-bXrbNODIiE3bGY",
    CreateTime: "1714112445",
    MsgType: "event",
    Event: "debug_demo",
    debug_str: "hello world",
  });
});

const fields = {
  ToUserName: "gh_1",
  FromUserName: "oABC",
  CreateTime: 1620963428,
  MsgType: "event",
  Event: "debug_demo",
};
const written = {
  xml: (value: Record<string, string | number>) => buildXml(value),
  json: (value: Record<string, string | number>) => JSON.stringify(value),
};

/** A push as WeChat sends it in each mode. */
function sent(
  mode: AccountPush["mode"],
  format: keyof typeof written,
  change: { key?: string; appid?: string; token?: string } = {},
) {
  const token = change.token ?? TOKEN;
  const base = { timestamp: "1700000000", nonce: "42" };
  const plain = { ...base, signature: signature(token, base.timestamp, "42") };
  if (mode === "plain")
    return { query: query(plain), body: written[format](fields) };
  const encrypt = encryptMessage({
    message: written[format](fields),
    appid: change.appid ?? APPID,
    encodingAesKey: change.key ?? KEY,
  });
  return {
    query: query({
      ...plain,
      encrypt_type: "aes",
      msg_signature: messageSignature(token, base.timestamp, "42", encrypt),
    }),
    body: written[format]({
      ...(mode === "compatible" ? fields : { ToUserName: "gh_1" }),
      Encrypt: encrypt,
    }),
  };
}
const texts = { ...fields, CreateTime: "1620963428" };

describe.each(["plain", "compatible", "safe"] as const)(
  "in mode %s",
  (mode) => {
    describe.each(["xml", "json"] as const)("as %s", (format) => {
      test("a push of WeChat opens", () => {
        const { query, body } = sent(mode, format);
        expect(openAccountPush(push({ mode }), query, body)).toEqual(texts);
      });

      test("a push with a wrong signature is refused from every sender", () => {
        const { query, body } = sent(mode, format, { token: "BBBBB" });
        for (const signed of [true, false])
          expect(
            codeOf(() => openAccountPush(push({ mode, signed }), query, body)),
          ).toBe("signature_mismatch");
      });

      test("a push without a signature opens only from a forwarder", () => {
        const { body } = sent(mode, format);
        const opened = (signed: boolean) =>
          openAccountPush(push({ mode, signed }), query({}), body);
        expect(codeOf(() => opened(true))).toBe("signature_missing");
        expect(opened(false)).toEqual(texts);
      });

      test("a forwarder's byte order mark and white space are ignored", () => {
        const { body } = sent(mode, format);
        expect(
          openAccountPush(
            push({ mode, signed: false }),
            query({}),
            `\uFEFF\r\n  ${body}\r\n\r\n`,
          ),
        ).toEqual(texts);
      });

      test("a truncated push is refused without details", () => {
        const { query, body } = sent(mode, format);
        fc.assert(
          fc.property(fc.nat(body.length - 2), (length) => {
            expect(
              codeOf(() =>
                openAccountPush(push({ mode }), query, body.slice(0, length)),
              ),
            ).not.toBe("opened");
          }),
          { numRuns: 40 },
        );
      });
    });
  },
);

describe.each(["compatible", "safe"] as const)(
  "encrypted in mode %s",
  (mode) => {
    test("another key and another account's appid are refused, with and without a signature", () => {
      for (const signed of [true, false]) {
        const codeWith = (change: Parameters<typeof sent>[2]) => {
          const { query: own, body } = sent(mode, "xml", change);
          return codeOf(() =>
            openAccountPush(
              push({ mode, signed }),
              signed ? own : query({}),
              body,
            ),
          );
        };
        expect(codeWith({ key: OTHER_KEY })).toBe("decrypt_failed");
        expect(codeWith({ appid: "wx0000000000000000" })).toBe(
          "appid_mismatch",
        );
      }
    });

    test("the previous key opens a push too", () => {
      const { query, body } = sent(mode, "json");
      expect(
        openAccountPush(
          push({ mode, encodingAesKeys: [OTHER_KEY, KEY] }),
          query,
          body,
        ),
      ).toEqual(texts);
    });

    test("a plain push is refused, since no signature covers its content", () => {
      const { query, body } = sent("plain", "xml");
      expect(codeOf(() => openAccountPush(push({ mode }), query, body))).toBe(
        "mode_mismatch",
      );
    });
  },
);

test("elements beside Encrypt are not trusted", () => {
  const { query, body } = sent("compatible", "json");
  const forged = JSON.stringify({
    ...(JSON.parse(body) as object),
    FromUserName: "oFORGED",
  });
  expect(
    openAccountPush(push({ mode: "compatible" }), query, forged),
  ).toMatchObject({ FromUserName: "oABC" });
});

test("an encrypted push is refused in plain mode, which has no key to open it", () => {
  const { query, body } = sent("safe", "xml");
  expect(
    codeOf(() => openAccountPush(push({ mode: "plain" }), query, body)),
  ).toBe("mode_mismatch");
});

test("the text of a push is kept as it was sent", () => {
  const { query, body } = sent("plain", "xml");
  expect(open(push({ mode: "plain" }), query, ` ${body}`).plaintext).toBe(
    ` ${body}`,
  );
  const safe = sent("safe", "json");
  expect(open(push(), safe.query, safe.body).plaintext).toBe(
    JSON.stringify(fields),
  );
});
