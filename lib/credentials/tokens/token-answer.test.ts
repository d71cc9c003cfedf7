import { describe, expect, test } from "vitest";
import { readTokenAnswer } from "./token-answer.ts";

const TOKEN = "82_abcDEF-ghi_jklMNOpqrSTU";
const read = (answer: unknown, path = "") =>
  readTokenAnswer(
    typeof answer === "string" ? answer : JSON.stringify(answer),
    path,
  );

describe("what a customer's token server answers", () => {
  test("the token is read in WeChat's format, wrapped, in the other spelling, and bare", () => {
    for (const answer of [
      { access_token: TOKEN, expires_in: 600 },
      { code: 0, data: { access_token: TOKEN, expires_in: 600 } },
      { data: { accessToken: TOKEN, expiresIn: "600" } },
    ])
      expect(read(answer)).toEqual({ accessToken: TOKEN, expiresIn: 600 });
    for (const answer of [TOKEN, ` ${TOKEN}\r\n`, JSON.stringify(TOKEN)])
      expect(read(answer)).toEqual({ accessToken: TOKEN, expiresIn: 300 });
  });

  test("the token is read at the given path and nowhere else", () => {
    const answer = {
      access_token: "another_token_of_the_server",
      result: { list: { wx: { token: TOKEN, expires_in: 60 } } },
    };
    expect(read(answer, "result.list.wx.token")).toEqual({
      accessToken: TOKEN,
      expiresIn: 60,
    });
    expect(() => read(answer, "result.token")).toThrow(
      "token_answer_unreadable",
    );
  });

  test("the lifetime is limited to that of WeChat's tokens", () => {
    expect(read({ access_token: TOKEN, expires_in: 10 ** 9 }).expiresIn).toBe(
      7200,
    );
    for (const value of [0, -5, "soon", null])
      expect(read({ access_token: TOKEN, expires_in: value }).expiresIn).toBe(
        300,
      );
  });

  test("an answer without a token is refused", () => {
    for (const answer of [
      "<html>busy</html>",
      "",
      "no",
      "two words that are long enough",
      "{broken",
      {},
      { errcode: 40013, errmsg: "invalid appid" },
      { access_token: { nested: TOKEN } },
      { __proto__: { access_token: TOKEN } },
      [],
      "x".repeat(3_000),
    ])
      expect(() => read(answer)).toThrow("token_answer_unreadable");
  });
});
