import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { encryptMessage, messageSignature } from "./crypto.ts";
import { openEnvelope, sealReply } from "./envelope.ts";
import { EnvelopeError } from "./envelope-error.ts";

const token = "testtoken";
const key = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG";
const otherKey = "B".repeat(43);
const appid = "wx1234567890abcdef";

function envelope(
  options: { message?: string; to?: string; sealedWith?: string } = {},
) {
  const encrypt = encryptMessage({
    message: options.message ?? "<xml><A>1</A></xml>",
    appid: options.to ?? appid,
    encodingAesKey: options.sealedWith ?? key,
  });
  const query = {
    timestamp: "1700000000",
    nonce: "42",
    msg_signature: messageSignature(token, "1700000000", "42", encrypt),
  };
  return {
    query,
    body: `<xml><AppId><![CDATA[${appid}]]></AppId><Encrypt><![CDATA[${encrypt}]]></Encrypt></xml>`,
  };
}
const open = (
  sent: { query: Record<string, string | undefined>; body: string },
  encodingAesKeys = [key],
) => openEnvelope({ ...sent, token, encodingAesKeys, appid });
const codeOf = (run: () => unknown) => {
  try {
    run();
  } catch (error) {
    if (error instanceof EnvelopeError) return error.code;
    throw error;
  }
  return "opened";
};

describe("opening an envelope", () => {
  test("a message that WeChat sealed for us opens", () => {
    expect(open(envelope())).toMatchObject({
      plaintext: "<xml><A>1</A></xml>",
      encodingAesKey: key,
      outer: { appId: appid },
    });
  });

  test("both keys open during a change of keys, and the one that did is named", () => {
    expect(
      open(envelope({ sealedWith: otherKey }), [key, otherKey]).encodingAesKey,
    ).toBe(otherKey);
  });

  test("each fault has its own code", () => {
    const good = envelope();
    expect(
      codeOf(() =>
        open({ ...good, query: { ...good.query, msg_signature: undefined } }),
      ),
    ).toBe("signature_missing");
    expect(
      codeOf(() =>
        open({
          ...good,
          query: { ...good.query, msg_signature: "0".repeat(40) },
        }),
      ),
    ).toBe("signature_mismatch");
    expect(codeOf(() => open(envelope({ sealedWith: otherKey })))).toBe(
      "decrypt_failed",
    );
    expect(codeOf(() => open(envelope({ to: "wxffffffffffffffff" })))).toBe(
      "appid_mismatch",
    );
    expect(
      codeOf(() => open({ ...good, body: `<!DOCTYPE x>${good.body}` })),
    ).toBe("body_malformed");
    expect(
      codeOf(() =>
        open({
          ...good,
          body: good.body.replace("<Encrypt>", "<Encrypt>a</Encrypt><Encrypt>"),
        }),
      ),
    ).toBe("body_malformed");
  });

  test("nothing is decrypted before the signature is checked", () => {
    const sent = envelope({ sealedWith: otherKey });
    expect(
      codeOf(() => open({ ...sent, query: { ...sent.query, nonce: "43" } })),
    ).toBe("signature_mismatch");
  });

  test("a changed byte leads to a refusal or the same content, never to another error", () => {
    const good = envelope();
    fc.assert(
      fc.property(
        fc.nat({ max: good.body.length - 1 }),
        fc.string({ minLength: 1, maxLength: 1, unit: "binary-ascii" }),
        (index, character) => {
          const body =
            good.body.slice(0, index) + character + good.body.slice(index + 1);
          const code = codeOf(() =>
            expect(open({ ...good, body }).plaintext).toBe(
              "<xml><A>1</A></xml>",
            ),
          );
          expect([
            "opened",
            "body_malformed",
            "signature_mismatch",
            "decrypt_failed",
          ]).toContain(code);
        },
      ),
      { numRuns: 2_000 },
    );
  });

  test("a reply opens with the same credentials", () => {
    const reply = sealReply({
      plaintext: "<xml><B>2</B></xml>",
      appid,
      token,
      encodingAesKey: key,
      timestamp: 1_700_000_001,
      nonce: "7",
    });
    const query = {
      timestamp: "1700000001",
      nonce: "7",
      msg_signature: /<MsgSignature><!\[CDATA\[(\w+)\]\]>/.exec(reply)?.[1],
    };
    expect(reply).toContain("<TimeStamp>1700000001</TimeStamp>");
    expect(open({ query, body: reply }).plaintext).toBe("<xml><B>2</B></xml>");
  });
});
