import { createCipheriv, createHash, randomBytes } from "node:crypto";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import {
  eventually,
  startDeployment,
  type Deployment,
} from "../../harness/deployment.ts";

let deployment: Deployment;
beforeAll(async () => {
  deployment = await startDeployment(inject("clusterUrl"));
});
afterAll(() => deployment.close());

const origin = () => deployment.consoles[0]?.origin ?? "";
const eventsUrl = (appid = deployment.component.appid) =>
  `${origin()}/api/wechat/components/${appid}/events`;
const stored = async () =>
  Number(
    (
      await deployment.sql.query<{ count: string }>(
        "select count(*) from inbox",
      )
    ).rows[0]?.count,
  );
const now = () => Math.floor(Date.now() / 1000);
const other = {
  InfoType: "notify_3rd_wxa_wxverify",
  appid: "wxsomebody",
  expired: "60",
};

async function post(url: string, body: BodyInit): Promise<[number, string]> {
  const answer = await fetch(url, {
    method: "POST",
    body,
    headers: { "content-type": "text/xml" },
  });
  return [answer.status, await answer.text()];
}

/** A handmade envelope, by default with the platform's token and key. */
function envelope(
  plaintext: string | Buffer,
  options: { appid?: string; wrap?: (xml: string) => string } = {},
): { query: string; body: string } {
  const key = Buffer.from(`${deployment.component.aesKey}=`, "base64");
  const length = Buffer.alloc(4);
  const text = Buffer.from(plaintext);
  length.writeUInt32BE(text.length);
  const content = Buffer.concat([
    randomBytes(16),
    length,
    text,
    Buffer.from(options.appid ?? deployment.component.appid),
  ]);
  const pad = 32 - (content.length % 32);
  const cipher = createCipheriv(
    "aes-256-cbc",
    key,
    key.subarray(0, 16),
  ).setAutoPadding(false);
  const encrypt = Buffer.concat([
    cipher.update(Buffer.concat([content, Buffer.alloc(pad, pad)])),
    cipher.final(),
  ]).toString("base64");
  const [timestamp, nonce] = [String(now()), "42"];
  const msg_signature = createHash("sha1")
    .update(
      [deployment.component.token, timestamp, nonce, encrypt].sort().join(""),
    )
    .digest("hex");
  const xml = `<xml><AppId><![CDATA[${deployment.component.appid}]]></AppId><Encrypt><![CDATA[${encrypt}]]></Encrypt></xml>`;
  return {
    query: new URLSearchParams({ timestamp, nonce, msg_signature }).toString(),
    body: (options.wrap ?? ((same: string) => same))(xml),
  };
}

async function refusedAndNothingStored(
  run: () => Promise<[number, string]>,
): Promise<void> {
  const before = await stored();
  expect(await run()).toEqual([403, "refused"]);
  expect(await stored()).toBe(before);
}

describe("bad input gets one answer and stores nothing", () => {
  for (const tamper of [
    "signature",
    "key",
    "appid",
    "padding",
    "truncate",
  ] as const)
    test(`a push with a wrong ${tamper} is refused`, () =>
      refusedAndNothingStored(async () => {
        const { status, body } = await deployment.sandbox.push({
          kind: "event",
          fields: other,
          tamper,
        });
        return [status ?? 0, body];
      }));

  test("a platform that the console does not know is refused", () =>
    refusedAndNothingStored(() => {
      const { query, body } = envelope("<xml/>");
      return post(`${eventsUrl("wx0000000000000000")}?${query}`, body);
    }));

  test("a document type around a good envelope is refused", () =>
    refusedAndNothingStored(() => {
      const { query, body } = envelope(event(other), {
        wrap: (xml) => `<!DOCTYPE xml [<!ENTITY a "b">]>${xml}`,
      });
      return post(`${eventsUrl()}?${query}`, body);
    }));

  test("a document type inside the envelope is refused", () =>
    refusedAndNothingStored(() => {
      const { query, body } = envelope(`<!DOCTYPE xml>${event(other)}`);
      return post(`${eventsUrl()}?${query}`, body);
    }));

  test("an event of another platform inside our envelope is refused", () =>
    refusedAndNothingStored(() => {
      const { query, body } = envelope(event(other, "wxffffffffffffffff"));
      return post(`${eventsUrl()}?${query}`, body);
    }));

  test("a megabyte is refused, with and without a declared length", async () => {
    await refusedAndNothingStored(() =>
      post(
        `${eventsUrl()}?msg_signature=a&timestamp=1&nonce=1`,
        "x".repeat(1024 * 1024),
      ),
    );
    await refusedAndNothingStored(async () => {
      const stream = new ReadableStream({
        start(controller) {
          for (let part = 0; part < 16; part += 1)
            controller.enqueue(new Uint8Array(65_536).fill(120));
          controller.close();
        },
      });
      const request: RequestInit & { duplex: "half" } = {
        method: "POST",
        body: stream,
        duplex: "half",
      };
      const answer = await fetch(
        `${eventsUrl()}?msg_signature=a&timestamp=1&nonce=1`,
        request,
      );
      return [answer.status, await answer.text()];
    });
  });

  test("invalid UTF-8, an empty body, JSON and a missing signature are refused", async () => {
    const { query } = envelope(event(other));
    for (const body of [
      Buffer.from([0xff, 0xfe, 0x00, 0xd8]),
      "",
      '{"Encrypt":"x"}',
    ])
      await refusedAndNothingStored(() =>
        post(`${eventsUrl()}?${query}`, body),
      );
    await refusedAndNothingStored(() =>
      post(eventsUrl(), envelope(event(other)).body),
    );
  });

  test("thousands of mutated bodies and queries are refused", async () => {
    const good = envelope(event({ ...other, expired: "61" }));
    const before = await stored();
    const mutated = fc.sample(
      fc.record({
        index: fc.nat({ max: good.body.length - 1 }),
        length: fc.nat({ max: 3 }),
        insert: fc.string({ minLength: 1, maxLength: 3, unit: "binary" }),
        query: fc.boolean(),
      }),
      3_000,
    );
    const cut = (
      text: string,
      {
        index,
        length,
        insert,
      }: { index: number; length: number; insert: string },
    ) => text.slice(0, index) + insert + text.slice(index + length + 1);
    const answers = new Map<string, number>();
    for (let begin = 0; begin < mutated.length; begin += 20)
      await Promise.all(
        mutated.slice(begin, begin + 20).map(async (mutation) => {
          const query = mutation.query
            ? encodeURI(
                cut(good.query, {
                  ...mutation,
                  index: mutation.index % good.query.length,
                }).toWellFormed(),
              )
            : good.query;
          const [status, text] = await post(
            `${eventsUrl()}?${query}`,
            mutation.query ? good.body : cut(good.body, mutation),
          );
          answers.set(
            `${status} ${text}`,
            (answers.get(`${status} ${text}`) ?? 0) + 1,
          );
        }),
      );
    expect(
      [...answers.keys()].filter(
        (answer) => answer !== "403 refused" && answer !== "200 success",
      ),
    ).toEqual([]);
    expect(answers.get("403 refused")).toBeGreaterThan(2_500);
    // A mutation outside what is signed leaves the same message: it is one and the same row.
    expect((await stored()) - before).toBeLessThanOrEqual(1);
  }, 120_000);

  test("methods other than POST are refused", async () => {
    expect((await fetch(eventsUrl())).status).toBe(405);
  });
});

function event(
  fields: Record<string, string>,
  appid = deployment.component.appid,
): string {
  const inner = Object.entries({ AppId: appid, ...fields }).map(
    ([name, value]) => `<${name}><![CDATA[${value}]]></${name}>`,
  );
  return `<xml>${inner.join("")}<CreateTime>${now()}</CreateTime></xml>`;
}

describe("good input is stored once and acknowledged", () => {
  test("an unknown InfoType and an ordinary message are stored", async () => {
    const before = await stored();
    expect(
      (await deployment.sandbox.push({ kind: "event", fields: other })).body,
    ).toBe("success");
    const account = deployment.sandbox.accounts()[0];
    const fields = {
      ToUserName: account?.userName ?? "",
      FromUserName: "oUser",
      CreateTime: now(),
      MsgType: "text",
      Content: "你好",
      MsgId: "4561255354251345929",
    };
    expect(
      (
        await deployment.sandbox.push({
          kind: "message",
          appid: account?.appid,
          fields,
        })
      ).body,
    ).toBe("success");
    expect(await stored()).toBe(before + 2);
  });

  test("a replay is acknowledged and changes nothing", async () => {
    const { query, body } = envelope(event({ ...other, expired: "30" }));
    expect(await post(`${eventsUrl()}?${query}`, body)).toEqual([
      200,
      "success",
    ]);
    const after = await stored();
    for (let again = 0; again < 3; again += 1)
      expect(await post(`${eventsUrl()}?${query}`, body)).toEqual([
        200,
        "success",
      ]);
    expect(await stored()).toBe(after);
  });

  test("bodies are sealed in the database", async () => {
    await deployment.sandbox.control("ticket");
    const ticket = deployment.sandbox.newestTicket();
    const { rows } = await deployment.sql.query<{ all: string }>(
      "select string_agg(i::text, '') as all from inbox i",
    );
    expect(rows[0]?.all).not.toContain(ticket);
    expect(rows[0]?.all).not.toContain("oUser");
  });

  test("a message whose path and content name different accounts is refused", async () => {
    const [account, another] = deployment.sandbox.accounts();
    await deployment.sandbox.control("authorize", { appid: account?.appid });
    await eventually(
      async () =>
        (
          await deployment.session.get(
            `/api/v1/accounts/${account?.appid ?? ""}`,
          )
        ).status === 200,
    );
    await refusedAndNothingStored(async () => {
      const fields = {
        ToUserName: another?.userName ?? "",
        FromUserName: "oUser",
        CreateTime: now(),
        MsgType: "text",
        Content: "x",
      };
      const { status, body } = await deployment.sandbox.push({
        kind: "message",
        appid: account?.appid,
        userName: another?.userName,
        fields,
      });
      return [status ?? 0, body];
    });
  });

  test("a ticket can be used once it is acknowledged", async () => {
    await deployment.sql.query(
      "update components set ticket_sealed = null, previous_ticket_sealed = null, ticket_create_time = null, token_sealed = null, token_expires_at = null",
    );
    const made = await deployment.session.send<{ url: string }>(
      "POST",
      "/api/v1/authorization-links",
      { kind: "any" },
    );
    expect(await (await fetch(made.body.url)).text()).not.toContain(
      "componentloginpage",
    );
    await deployment.sandbox.control("ticket");
    expect(await (await fetch(made.body.url)).text()).toContain(
      "componentloginpage",
    );
  });

  test("an older ticket that arrives late does not replace a newer one", async () => {
    const row = async () =>
      (
        await deployment.sql.query<{ ticket_sealed: string }>(
          "select ticket_sealed from components",
        )
      ).rows[0]?.ticket_sealed;
    const settled = () =>
      eventually(
        async () =>
          (
            await deployment.sql.query(
              "select 1 from inbox where state = 'pending'",
            )
          ).rowCount === 0,
      );
    await deployment.sandbox.control("ticket");
    await settled();
    const before = await row();
    const late = `<xml><AppId><![CDATA[${deployment.component.appid}]]></AppId><CreateTime>${now() - 900}</CreateTime><InfoType><![CDATA[component_verify_ticket]]></InfoType><ComponentVerifyTicket><![CDATA[ticket@@@late]]></ComponentVerifyTicket></xml>`;
    const { query, body } = envelope(late);
    expect(await post(`${eventsUrl()}?${query}`, body)).toEqual([
      200,
      "success",
    ]);
    await settled();
    expect(await row()).toBe(before);
  });
});

describe("全网发布, the release check", () => {
  for (const group of [1, 2, 3, 4, 5])
    test(`both accounts of group ${group} are answered as WeChat expects, and their codes are spent once`, async () => {
      const before = deployment.sandbox.calls("api_query_auth").length;
      const results = (await deployment.sandbox.control("release-check", {
        group,
      })) as {
        appid: string;
        text: string;
        event: string;
        query: string;
        code: string;
        fromApi: string;
      }[];
      expect(results).toHaveLength(2);
      for (const result of results) {
        expect(result.text).toContain(
          "<Content><![CDATA[TESTCOMPONENT_MSG_TYPE_TEXT_callback]]></Content>",
        );
        expect(result.event).toContain(
          "<Content><![CDATA[LOCATIONfrom_callback]]></Content>",
        );
        expect(result.query).toBe("success");
        expect(result.fromApi).toBe(`${result.code}_from_api`);
        expect(
          (await deployment.session.get(`/api/v1/accounts/${result.appid}`))
            .status,
        ).toBe(404);
      }
      expect(deployment.sandbox.calls("api_query_auth").length - before).toBe(
        2,
      );
    });
});
