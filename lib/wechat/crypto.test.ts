import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  decryptMessage,
  encryptMessage,
  isEncodingAesKey,
  messageSignature,
  sameEncodingAesKey,
  signature,
} from "./crypto.ts";
import { EnvelopeError } from "./envelope-error.ts";

const A43 = "A".repeat(43);
const ALPHA = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG";

// Vectors V1 to V6 of wechat-protocol.md section 4.4.
const v1 = {
  encrypt:
    "D7yzvUNAL930rd28wf21s4hvXhz0L6Uit/p2Di6C5DHyYGpEgdBRnKjBec34JwoQXicwaZC7fOVihW80F4VtsdvE//1vr7oAbqjDv8KenVp+ajKYpJnyQ4zMRhIC+a31fCVOMC03FfzV/QuC94kBP55a+Za3sJgvAn+ZbsNqZI5DkyuzkhQN8OBqCzFhizGmy0xpM0MEA4agpvE+RuNO1rhHTtuJB5yltw1FiYzecSXJ+y/D2r81VkRn2eYjh2ltsoyfbDR7Is6ookXIFxTfyeNyeHxMeT4KN5WpCDmSbTcUYrbBUlkGLJ9n/rU8YOywma6G7aTb7KZKOqCxgfoUlYEZPk4FUL/TK7ShriFDMVCLyjQJ15Ob++agDWtcxhfUfe6HIoIpRW8mKNBQiY/Jd1svvuskA1wLef1RTtzKfMpagSCX/laZINmdnX4zrF6kIaR9P4xQrWXbsTFHTYe0Mg==",
};
const v5 =
  "rTNFcsut4LfGuAFKEUVVpwcaCOTJzOd9twZdIW910jb3k+iicx2uvhttIZ3Qg9Qgty3BEF2xbOrz6boTfb30dMomcgrkTqdFPwnhqbk+kIQ7rZiwny9D7NUrTgA5kpX3KsZvrXzUZyP2x9YOlxbgm572lmxKvM7HAQQhIQ/p6HBmoY30bGXFK0BtIu1pW9TjhOYrLQoU18nWYjWqDA1ynkmOytpv7QRI1P1+0NoxL0q2zO1DgeSvnE8CZGo/o5Ap/WHK5W2RAsinpzN4/LjPnmB6U01I5XCoJoC0GK/yMZycd2Oh8Nq6+wBkC1U85oy0ktOY4nLvsQMLrourmMGdZHuTbqpeJ8Ao/5PRYJ+WBvRUwPfGKBL2+2IKZF49vAJqkcGWSHGE76ZN2erXeuNazf/o9o3lIE3q739o4c8t9QGPe31GT2Go/rOz1BsrASwvauNulCh+++yz+CQzBIuikA==";
const v6 =
  "RypEvHKD8QQKFhvQ6QleEB4J58tiPdvo+rtK1I9qca6aM/wvqnLSV5zEPeusUiX5L5X/0lWfrf0QADHHhGd3QczcdCUpj911L3vg3W/sYYvuJTs3TUUkSUXxaccAS0qhxchrRYt66wiSpGLYL42aM6A8dTT+6k4aSknmPj48kzJs8qLjvd4Xgpue06DOdnLxAUHzM6+kDZ+HMZfJYuR+LtwGc2hgf5gsijff0ekUNXZiqATP7PF5mZxZ3Izoun1s4zG4LUMnvw2r+KqCKIw+3IQH03v+BCA9nMELNqbSf6tiWSrXJB3LAVGUcallcrw8V2t9EL4EhzJWrQUax5wLVMNS0+rUPA3k22Ncx4XXZS9o0MBH27Bo6BpNelZpS+/uh9KsNlY6bHCmJU9p8g7m3fVKn28H3KDYA5Pl/T8Z1ptDAVe0lXdQ2YoyyH2uyPIGHBZZIs2pDBS8R07+qN+E7Q==";

describe("WeChat's published vectors", () => {
  test("vector V1: a component's message opens, and both signatures are right", () => {
    expect(
      messageSignature("AAAAA", "1715943329", "1590219412", v1.encrypt),
    ).toBe("6c12a4205838198b8fa631b3220723bb07f1015c");
    expect(signature("AAAAA", "1715943329", "1590219412")).toBe(
      "cc0c594499c1634947d5b502f158ee518947db27",
    );
    const opened = decryptMessage({ encrypt: v1.encrypt, encodingAesKey: A43 });
    expect(opened.appid).toBe("wx134c8103faa5a59e");
    expect(opened.message).toContain(
      "<debug_str><![CDATA[hello world]]></debug_str>",
    );
    expect(Buffer.byteLength(opened.message)).toBe(292);
  });

  test("vector V1: the published reply is reproduced", () => {
    const message = "<xml><demo_resp>[CDATA[good luck]]</demo_resp></xml>";
    const encrypt = encryptMessage({
      message,
      appid: "wx134c8103faa5a59e",
      encodingAesKey: A43,
      random: Buffer.from("999951349e8ee746"),
    });
    expect(encrypt).toBe(
      "hE8R6mGXHkJJjU72KxzKUd1GEkKJaEZq7vRL8XgK3o+00k8JGq6+pZJUIlTSyhsX+bxIBQ72g3GyvDdIZcr6+3HAZbSvPT9t/o11MI7d6WELwqrGd7jMnV0zv3Zc9Nq7",
    );
    expect(messageSignature("AAAAA", "1713424427", "415670741", encrypt)).toBe(
      "03e0812039325c2712ef5f0f980fd14c70d6e307",
    );
  });

  test("vector V2: the reply that is padded by one byte is reproduced", () => {
    const encrypt = encryptMessage({
      message: '{"demo_resp":"good luck"}',
      appid: "wxba5fad812f8e6fb9",
      encodingAesKey: A43,
      random: Buffer.from("707722b803182950"),
    });
    expect(encrypt).toBe(
      "ELGduP2YcVatjqIS+eZbp80MNLoAUWvzzyJxgGzxZO/5sAvd070Bs6qrLARC9nVHm48Y4hyRbtzve1L32tmxSQ==",
    );
    expect(messageSignature("AAAAA", "1713424427", "415670741", encrypt)).toBe(
      "1b9339964ed2e271e7c7b6ff2b0ef902fc94dea1",
    );
  });

  test("vector V3: the plain signature of a URL check is reproduced", () => {
    expect(signature("AAAAA", "1714036504", "1514711492")).toBe(
      "f464b24fc39322e44b38aa78f5edd27bd1441696",
    );
    expect(signature("AAAAA", "1714037059", "486452656")).toBe(
      "899cf89e464efb63f54ddac96b0a0a235f53aa78",
    );
  });

  test("vector V4: lengths are counted in bytes, not in characters", () => {
    const encrypt = encryptMessage({
      message: "我是中文abcd123",
      appid: "wxb11529c136998cb6",
      encodingAesKey: ALPHA,
      random: Buffer.from("aaaabbbbccccdddd"),
    });
    expect(encrypt).toBe(
      "jn1L23DB+6ELqJ+6bruv21Y6MD7KeIfP82D6gU39rmkgczbWwt5+3bnyg5K55bgVtVzd832WzZGMhkP72vVOfg==",
    );
  });

  test("vectors V5 and V6: messages of two other libraries open", () => {
    expect(messageSignature("pamtest", "1458300676", "260774613", v5)).toBe(
      "4f3ad57b6989f09f4eb392acce4f9e93942ed890",
    );
    const fifth = decryptMessage({ encrypt: v5, encodingAesKey: ALPHA });
    expect([fifth.appid, Buffer.byteLength(fifth.message)]).toEqual([
      "wxb11529c136998cb6",
      293,
    ]);
    expect(messageSignature("QDG6eK", "1409659813", "1372623149", v6)).toBe(
      "477715d11cdb4164915debcba66cb864d751f3e6",
    );
    const sixth = decryptMessage({
      encrypt: v6,
      encodingAesKey: "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C",
    });
    expect(sixth.appid).toBe("wx5823bf96d3bd56c7");
    expect(sixth.message).toContain("4561255354251345929");
  });
});

describe("the envelope's cipher", () => {
  test("any message for any AppID survives sealing and opening", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "grapheme", maxLength: 300 }),
        fc.stringMatching(/^wx[0-9a-f]{0,40}$/),
        (message, appid) => {
          expect(
            decryptMessage({
              encrypt: encryptMessage({
                message,
                appid,
                encodingAesKey: ALPHA,
              }),
              encodingAesKey: ALPHA,
            }),
          ).toEqual({ message, appid });
        },
      ),
    );
  });

  test("everything that is not an envelope is refused with one kind of error", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.base64String(),
          fc
            .uint8Array({ maxLength: 200 })
            .map((bytes) => Buffer.from(bytes).toString("base64")),
        ),
        (encrypt) => {
          try {
            decryptMessage({ encrypt, encodingAesKey: ALPHA });
          } catch (error) {
            expect(error).toBeInstanceOf(EnvelopeError);
          }
        },
      ),
    );
  });

  test("a key has 43 letters and digits, and the dropped bits make no difference", () => {
    expect(isEncodingAesKey(ALPHA)).toBe(true);
    expect(isEncodingAesKey(`${ALPHA}=`)).toBe(false);
    expect(isEncodingAesKey(ALPHA.slice(1))).toBe(false);
    expect(isEncodingAesKey(`${ALPHA.slice(1)}+`)).toBe(false);
    const prefix = ALPHA.slice(0, 42);
    expect(
      ["E", "F", "G", "H"].every((last) =>
        sameEncodingAesKey(`${prefix}E`, prefix + last),
      ),
    ).toBe(true);
    expect(sameEncodingAesKey(`${prefix}E`, `${prefix}I`)).toBe(false);
  });

  test("the signature sorts its parts by bytes", () => {
    expect(signature("b", "a", "B")).toBe(
      createHash("sha1").update("Bab").digest("hex"),
    );
  });
});
