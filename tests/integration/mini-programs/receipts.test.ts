import {
  afterAll,
  beforeAll,
  beforeEach,
  describe,
  expect,
  inject,
  test,
} from "vitest";
import { connect, sample } from "../../harness/accounts.ts";
import {
  eventually,
  startDeployment,
  type Deployment,
} from "../../harness/deployment.ts";
import { throughout } from "../../harness/waits.ts";

interface Receipt {
  id: string;
  at: string;
  event: string;
  openid: string;
  templateId: string;
  outcome: string;
  errorCode: string | null;
  messageId: string | null;
}
interface Page {
  items: Receipt[];
  nextCursor: string | null;
  resumeCursor: string | null;
}
interface Config {
  receipt: {
    url: string;
    mode: string | null;
    verifiedAt: string | null;
    receivedAt: string | null;
    refused: { reason: string } | null;
  };
}
interface Pushed {
  status: number;
  answer: string;
  request: { url: string; body: string };
}

const TOKEN = "pushtoken1";
const KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG";
const MODES = ["plain", "compatible", "safe"] as const;
const FORMATS = ["xml", "json"] as const;

let deployment: Deployment;
let appid: string;
let url: string;
beforeAll(async () => {
  deployment = await startDeployment(inject("clusterUrl"));
  appid = await connect(deployment, sample(deployment, "云杉咖啡点单"));
  url = (await config()).receipt.url;
});
afterAll(() => deployment.close());
beforeEach(async () => {
  // What an earlier test pushed and did not wait for would turn up in the next one.
  await eventually(async () => {
    const { rows } = await deployment.sql.query(
      "select 1 from inbox where channel = 'receipt' and state = 'pending'",
    );
    return rows.length === 0;
  });
  await deployment.sql.query("delete from receipts");
  await deployment.sql.query("delete from inbox where channel = 'receipt'");
});

const path = (one = appid) => `/api/v1/accounts/${one}/mini-program-config`;
const config = async (one = appid) =>
  (await deployment.session.get<Config>(path(one))).body;
const receipts = async (query = "") =>
  (
    await deployment.session.get<Page>(
      `/api/v1/accounts/${appid}/receipts?limit=200&${query}`,
    )
  ).body;
const refusal = async () => (await config()).receipt.refused?.reason;

/** Set here first, then submitted at WeChat, as the document says. */
async function configure(
  mode: (typeof MODES)[number],
  format: (typeof FORMATS)[number],
  source: "wechat" | "third_party" = "wechat",
  more: object = {},
): Promise<boolean> {
  const { status } = await deployment.session.send("PUT", path(), {
    receipt: {
      token: TOKEN,
      encodingAesKey: KEY,
      mode,
      format,
      source,
      allow: [],
      ...more,
    },
  });
  expect(status).toBe(200);
  const { passed } = (await deployment.sandbox.control("push-setting", {
    appid,
    url,
    token: TOKEN,
    aesKey: KEY,
    mode,
    format,
  })) as { passed: boolean };
  return passed;
}

let counter = 0;
/** The receipt of a sent message, by default of a new one. */
const entry = (
  id = (1_700_000_000_000_000_000n + BigInt(++counter)).toString(),
) => ({
  TemplateId: "tmpl",
  MsgID: id,
  ErrorCode: "0",
  ErrorStatus: "success",
});
const push = async (
  manner: object = {},
  entries: object[] = [entry()],
  more: object = {},
) =>
  (await deployment.sandbox.control("own-event", {
    appid,
    event: "subscribe_msg_sent_event",
    openid: "oABC",
    entries,
    manner,
    ...more,
  })) as Pushed;
const stored = async (count: number) =>
  eventually(async () => (await receipts()).items.length === count);

describe("the receipt address", () => {
  test("the address cannot be guessed, and unknown ones are not answered", async () => {
    expect(new URL(url).pathname).toMatch(
      /^\/api\/wechat\/receipts\/[\w-]{32}$/,
    );
    for (const method of ["GET", "POST"]) {
      const answer = await fetch(`${url}x`, { method });
      expect([answer.status, await answer.text()]).toEqual([403, "refused"]);
    }
  });

  test("the address turns green by WeChat's check, and shows why one failed", async () => {
    expect(
      await deployment.sandbox.control("push-setting", {
        appid,
        url,
        token: "anothertoken",
        aesKey: KEY,
        mode: "safe",
        format: "xml",
      }),
    ).toEqual({ passed: false });
    expect(await refusal()).toBe("not_configured");
    expect(await configure("safe", "xml")).toBe(true);
    expect((await config()).receipt.verifiedAt).not.toBeNull();
    await fetch(`${url}?signature=x&timestamp=1&nonce=2&echostr=3`);
    expect(await refusal()).toBe("echo_signature");
  });

  test("a renewed address leaves the old one valid for a while", async () => {
    await configure("plain", "json");
    const { body } = await deployment.session.send<Config>(
      "POST",
      `${path()}/receipt-address`,
    );
    expect(body.receipt.url).not.toBe(url);
    expect((await push()).status).toBe(200);
    await deployment.sql.query(
      "update mini_program_configs set previous_key_until = now()",
    );
    expect((await push()).status).toBe(403);
    url = body.receipt.url;
  });
});

describe.each(MODES)("a push in mode %s", (mode) => {
  describe.each(FORMATS)("as %s", (format) => {
    test("a push of WeChat is stored once, and a replay changes nothing", async () => {
      expect(await configure(mode, format)).toBe(true);
      const { status, answer, request } = await push();
      expect([status, answer]).toEqual([200, "success"]);
      await stored(1);
      const replay = await fetch(request.url, {
        method: "POST",
        body: request.body,
      });
      expect([replay.status, await replay.text()]).toEqual([200, "success"]);
      await eventually(async () => (await receipts()).items.length > 0);
      await throughout(200, async () =>
        expect((await receipts()).items).toHaveLength(1),
      );
      const { items } = await receipts();
      expect(items[0]).toMatchObject({
        event: "subscribe_msg_sent_event",
        openid: "oABC",
        templateId: "tmpl",
        outcome: "success",
        errorCode: "0",
        messageId: (1_700_000_000_000_000_000n + BigInt(counter)).toString(),
      });
    });

    test("a push with a wrong or missing signature is refused when WeChat is the source", async () => {
      await configure(mode, format);
      expect((await push({ tamper: "signature" })).status).toBe(403);
      expect(await refusal()).toBe("signature_mismatch");
      expect((await push({ forwarder: "plain" })).status).toBe(403);
      expect(await refusal()).toBe("signature_missing");
    });

    test("a forwarder's push is accepted without query, with BOM and other line ends", async () => {
      await configure(mode, format, "third_party");
      const one = entry();
      for (const forwarder of ["plain", "with_query", "bom", "crlf"])
        expect(
          (await push({ forwarder }, [one], { createTime: 1_790_000_000 }))
            .status,
          forwarder,
        ).toBe(200);
      expect(
        (await push({ tamper: "signature", forwarder: "with_query" })).status,
      ).toBe(403);
      await stored(1);
    });

    test("a push in another mode than the saved one is refused", async () => {
      await configure(mode, format);
      const wrong = mode === "plain" ? "safe" : "plain";
      expect((await push({ mode: wrong })).status).toBe(403);
      expect(await refusal()).toBe("mode_mismatch");
      await throughout(100, async () =>
        expect((await receipts()).items).toEqual([]),
      );
    });
  });
});

describe.each(["compatible", "safe"] as const)(
  "encrypted in mode %s",
  (mode) => {
    test.each(FORMATS)(
      "as %s it is refused with another key or another account's AppID",
      async (format) => {
        for (const source of ["wechat", "third_party"] as const) {
          await configure(mode, format, source);
          for (const [tamper, reason] of [
            ["key", "decrypt_failed"],
            ["appid", "appid_mismatch"],
          ] as const)
            for (const forwarder of source === "wechat"
              ? ["with_query"]
              : ["with_query", "plain"]) {
              expect((await push({ tamper, forwarder })).status).toBe(403);
              expect(await refusal()).toBe(reason);
            }
        }
      },
    );
  },
);

describe("receipts", () => {
  test("a hundred receipts in one event are stored", async () => {
    await configure("safe", "xml");
    await push(
      {},
      Array.from({ length: 100 }, () => entry()),
    );
    await stored(100);
  });

  test("a receipt from WeChat and from a forwarder counts once, in XML or JSON", async () => {
    const one = entry();
    const at = { createTime: 1_790_000_100 };
    for (const format of FORMATS) {
      await configure("plain", format, "third_party");
      await push({}, [one], at);
      await push({ forwarder: "crlf" }, [one], at);
    }
    await eventually(async () => {
      const { rows } = await deployment.sql.query<{ count: number }>(
        // Of this event only: WeChat may still repeat a push of an earlier test.
        "select count(*)::int from inbox where channel = 'receipt' and state = 'done' and event_time = to_timestamp($1)",
        [at.createTime],
      );
      return rows[0]?.count === 2;
    });
    expect((await receipts()).items).toHaveLength(1);
  });

  test("the receipts of all three events are distinguished and filtered", async () => {
    await configure("safe", "json");
    await push(
      {},
      [{ TemplateId: "t1", SubscribeStatusString: "accept", PopupScene: "0" }],
      {
        event: "subscribe_msg_popup_event",
      },
    );
    await push({}, [{ TemplateId: "t1", SubscribeStatusString: "reject" }], {
      event: "subscribe_msg_change_event",
      openid: "oXYZ",
    });
    await push({}, [{ ...entry(), ErrorCode: "43101", ErrorStatus: "failed" }]);
    await stored(3);
    const count = async (query: string) => (await receipts(query)).items.length;
    expect(await count("event=subscribe_msg_popup_event")).toBe(1);
    expect(await count("templateId=t1")).toBe(2);
    expect(await count("openid=oXYZ")).toBe(1);
    expect(await count("result=bad")).toBe(2);
    expect(await count("result=good")).toBe(1);
    const { body } = await deployment.session.get<{
      days: { good: number; bad: number }[];
      templates: object[];
    }>(`/api/v1/accounts/${appid}/receipts/stats`);
    expect(body.days).toHaveLength(30);
    // Of the last two: midnight in Shanghai may pass while the test runs.
    const lately = body.days.slice(-2);
    expect(lately.map(({ bad }) => bad).sort()).toEqual([0, 1]);
    expect(lately.map(({ good }) => good)).toEqual([0, 0]);
    expect(body.templates).toEqual([
      { templateId: "tmpl", sent: 1, delivered: 0, accepted: 0, rejected: 0 },
      { templateId: "t1", sent: 0, delivered: 0, accepted: 1, rejected: 1 },
    ]);
    const csv = await fetch(
      `${deployment.consoles[0]?.origin ?? ""}/api/v1/accounts/${appid}/receipts/export?result=bad`,
      { headers: { cookie: deployment.session.cookie } },
    );
    expect((await csv.text()).trimEnd().split("\r\n")).toHaveLength(3);
  });

  test("the pages contain each receipt once, despite new ones and late ones", async () => {
    await configure("plain", "json");
    await push(
      {},
      Array.from({ length: 30 }, () => entry()),
    );
    await stored(30);
    const late = await deployment.sql.connect();
    await late.query("begin");
    await late.query(
      "insert into receipts (appid, event_time, key, event, openid, template_id, outcome, inbox_key) values ($1, now(), 'late', 'subscribe_msg_sent_event', 'oLATE', 'tmpl', 'success', '')",
      [appid],
    );
    const seen: string[] = [];
    let cursor: string | null = null;
    const readOn = async () => {
      for (;;) {
        const page: Page = (
          await deployment.session.get<Page>(
            `/api/v1/accounts/${appid}/receipts?limit=7${cursor ? `&cursor=${cursor}` : ""}`,
          )
        ).body;
        seen.push(...page.items.map(({ id }) => id));
        cursor = page.nextCursor ?? page.resumeCursor;
        if (page.nextCursor === null) return;
      }
    };
    await readOn();
    await push(
      {},
      Array.from({ length: 10 }, () => entry()),
    );
    await eventually(async () => {
      const { rows } = await deployment.sql.query<{ count: number }>(
        "select count(*)::int from receipts",
      );
      return rows[0]?.count === 40;
    });
    await readOn();
    expect(seen).toHaveLength(30);
    await late.query("commit");
    late.release();
    await readOn();
    expect(seen).toHaveLength(41);
    expect(new Set(seen).size).toBe(41);
    expect(seen).toContain("late");
  });

  test("other events make no receipt", async () => {
    await configure("safe", "xml");
    expect(
      (await push({}, [], { event: "user_enter_tempsession" })).status,
    ).toBe(200);
    const { rows } = await deployment.sql.query<{ state: string }>(
      "select state from inbox where channel = 'receipt'",
    );
    expect(rows).toEqual([{ state: "done" }]);
  });
});

describe("bad input", () => {
  test("bad input has one answer and stores nothing", async () => {
    await configure("plain", "json", "third_party");
    const bodies = [
      "",
      "{",
      "[]",
      "null",
      "<xml><!DOCTYPE a></xml>",
      "<xml></xml>",
      JSON.stringify({ MsgType: "event" }),
      JSON.stringify({ a: { a: { a: { a: { a: { a: { a: { a: 1 } } } } } } } }),
      "x".repeat(1024 * 1024),
      Buffer.from([0xff, 0xfe, 0x00]),
    ];
    for (const body of bodies) {
      const answer = await fetch(url, { method: "POST", body });
      expect([answer.status, await answer.text()]).toEqual([403, "refused"]);
    }
    const { rows } = await deployment.sql.query(
      "select 1 from inbox where channel = 'receipt'",
    );
    expect(rows).toEqual([]);
  });

  test("a push about another account is refused", async () => {
    await configure("plain", "json", "third_party");
    const { request } = await push({ forwarder: "plain" });
    const body = JSON.parse(request.body) as object;
    const answer = await fetch(url, {
      method: "POST",
      body: JSON.stringify({ ...body, ToUserName: "gh_000000000000" }),
    });
    expect(answer.status).toBe(403);
    expect(await refusal()).toBe("user_name");
  });

  test("a push from an address that is not allowed is refused", async () => {
    await configure("plain", "json", "third_party", {
      allow: ["203.0.113.0/24"],
    });
    expect((await push({ forwarder: "plain" })).status).toBe(403);
    expect(await refusal()).toBe("address");
  });

  test("invalid settings are refused field by field", async () => {
    for (const [change, field] of [
      [{ token: "no!" }, "receipt.token"],
      [{ encodingAesKey: "short" }, "receipt.encodingAesKey"],
      [{ allow: ["nonsense"] }, "receipt.allow.0"],
      [{ mode: "none" }, "receipt.mode"],
      [{ more: 1 }, "receipt.more"],
    ] as const) {
      const { status, body } = await deployment.session.send<{
        errors: { field: string }[];
      }>("PUT", path(), {
        receipt: {
          token: TOKEN,
          encodingAesKey: KEY,
          mode: "safe",
          format: "xml",
          source: "wechat",
          ...change,
        },
      });
      expect(status).toBe(400);
      expect(body.errors.map((error) => error.field)).toEqual([field]);
    }
  });
});
