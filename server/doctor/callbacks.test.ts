import { expect, test } from "vitest";
import { assessAnswer, assessFailure, assessOrigin } from "./callbacks.ts";

const assess = (status: number, text = "", more = {}) =>
  assessAnswer({ status, text, ...more }, "own");

test("only this console's own refusal is healthy", () => {
  expect(assess(403, "refused", { mark: "own" }).level).toBe("ok");
  expect(assess(403, "refused", { mark: "another" })).toMatchObject({
    level: "wrong",
    found: expect.stringMatching(/another Lingpai/) as string,
  });
  expect(assess(403, "refused").level).toBe("warning");
  expect(assess(200, "success", { mark: "own" }).level).toBe("wrong");
});

test("each other answer is explained by what is in front of the console", () => {
  for (const [status, found, fix] of [
    [301, /redirects \(301\) to https:\/\/b\.example/, /no redirect/],
    [403, /not the console's answer/, /firewall/],
    [401, /not the console's answer/, /sign-in/],
    [404, /another server/, /all paths/],
    [200, /another server/, /all paths/],
    [502, /does not reach the console/, /PORT/],
    [503, /cannot store callbacks/, /database/],
  ] as const) {
    const finding = assess(status, "<html>", { location: "https://b.example" });
    expect(finding.level).toBe("wrong");
    expect(finding.found).toMatch(found);
    expect(finding.fix).toMatch(fix);
  }
});

test("each failed connection is explained by its cause", () => {
  for (const [reason, found] of [
    ["CERT_HAS_EXPIRED", /expired certificate/],
    ["ERR_TLS_CERT_ALTNAME_INVALID", /another host/],
    ["DEPTH_ZERO_SELF_SIGNED_CERT", /self-signed/],
    ["UNABLE_TO_VERIFY_LEAF_SIGNATURE", /intermediate/],
    ["ERR_SSL_WRONG_VERSION_NUMBER", /valid TLS/],
    ["EPROTO", /valid TLS/],
    ["ENOTFOUND", /no address/],
    ["ECONNREFUSED", /refuses connections/],
    ["TimeoutError", /in time/],
    ["EHOSTUNREACH", /cannot be reached/],
  ] as const)
    expect(assessFailure(reason, "https://a.example")).toMatchObject({
      level: "wrong",
      found: expect.stringMatching(found) as string,
    });
});

test("an origin that WeChat cannot use leads to a warning", () => {
  const warned = (url: string) => assessOrigin(url).map(({ found }) => found);
  expect(warned("https://lingpai.example.com")).toEqual([]);
  for (const [url, found] of [
    ["http://localhost:3000", /only this machine/],
    ["https://127.0.0.1", /only this machine/],
    ["http://lingpai.example.com", /unencrypted/],
    ["https://lingpai.example.com:8443", /the port 8443/],
  ] as const)
    expect(warned(url)).toEqual([expect.stringMatching(found)]);
});
