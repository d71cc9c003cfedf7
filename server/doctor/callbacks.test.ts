import { expect, test } from "vitest";
import { judgeAnswer, judgeFailure, judgeOrigin } from "./callbacks.ts";

const judge = (status: number, text = "", more = {}) =>
  judgeAnswer({ status, text, ...more }, "own");

test("only the console's own refusal is well", () => {
  expect(judge(403, "refused", { mark: "own" }).level).toBe("ok");
  expect(judge(403, "refused", { mark: "another" })).toMatchObject({
    level: "wrong",
    found: expect.stringMatching(/another Lingpai/) as string,
  });
  expect(judge(403, "refused").level).toBe("warning");
  expect(judge(200, "success", { mark: "own" }).level).toBe("wrong");
});

test("each other answer is told with what stands before the console", () => {
  for (const [status, found, mend] of [
    [301, /redirects \(301\) to https:\/\/b\.example/, /no redirect/],
    [403, /not in the console's words/, /firewall/],
    [401, /not in the console's words/, /sign-in/],
    [404, /another server/, /all paths/],
    [200, /another server/, /all paths/],
    [502, /does not reach the console/, /PORT/],
    [503, /keep no callback/, /database/],
  ] as const) {
    const finding = judge(status, "<html>", { location: "https://b.example" });
    expect(finding.level).toBe("wrong");
    expect(finding.found).toMatch(found);
    expect(finding.mend).toMatch(mend);
  }
});

test("what keeps an answer away is told by its cause", () => {
  for (const [reason, found] of [
    ["CERT_HAS_EXPIRED", /is over/],
    ["ERR_TLS_CERT_ALTNAME_INVALID", /another host/],
    ["DEPTH_ZERO_SELF_SIGNED_CERT", /its own maker/],
    ["UNABLE_TO_VERIFY_LEAF_SIGNATURE", /between its own/],
    ["ERR_SSL_WRONG_VERSION_NUMBER", /proper TLS/],
    ["EPROTO", /proper TLS/],
    ["ENOTFOUND", /no address/],
    ["ECONNREFUSED", /no connections/],
    ["TimeoutError", /in time/],
    ["EHOSTUNREACH", /cannot be reached/],
  ] as const)
    expect(judgeFailure(reason, "https://a.example")).toMatchObject({
      level: "wrong",
      found: expect.stringMatching(found) as string,
    });
});

test("an origin that WeChat cannot use is warned of", () => {
  const warned = (url: string) => judgeOrigin(url).map(({ found }) => found);
  expect(warned("https://lingpai.example.com")).toEqual([]);
  for (const [url, found] of [
    ["http://localhost:3000", /only this machine/],
    ["https://127.0.0.1", /only this machine/],
    ["http://lingpai.example.com", /in the clear/],
    ["https://lingpai.example.com:8443", /the port 8443/],
  ] as const)
    expect(warned(url)).toEqual([expect.stringMatching(found)]);
});
