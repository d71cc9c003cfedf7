import { describe, expect, test } from "vitest";
import type { Problem } from "#lib/monitoring/status/index.ts";
import { alertMessage } from "./alert-message.ts";

const problem: Problem = {
  id: "accounts_need_authorization",
  kind: "accounts_need_authorization",
  severity: "warning",
  since: "2026-11-21T12:00:00.000Z",
  details: { count: 20, key: "61023", api: null },
};
const began = { state: "began", problem, endedAt: null } as const;
const options = { locale: "zh-CN", origin: "https://lingpai.example" } as const;

describe("an alert", () => {
  test("the plain JSON says what, since when, how severe and where to look", () => {
    expect(alertMessage(began, { ...options, format: "json" })).toEqual({
      type: "problem.began",
      id: "accounts_need_authorization",
      kind: "accounts_need_authorization",
      severity: "warning",
      since: "2026-11-21T12:00:00.000Z",
      endedAt: null,
      details: { count: 20, key: "61023", api: null },
      title: "令牌告警：20 个账号需要重新授权",
      detail: "请让这些账号的管理员重新扫码授权。",
      url: "https://lingpai.example/status",
    });
  });

  test("the message for WeCom's bot is Markdown in its content field", () => {
    expect(alertMessage(began, { ...options, format: "wecom" })).toEqual({
      msgtype: "markdown",
      markdown: {
        content:
          "**令牌告警：20 个账号需要重新授权**\n\n请让这些账号的管理员重新扫码授权。\n\n[打开运行状态](https://lingpai.example/status)",
      },
    });
  });

  test("the message for DingTalk's bot has a title too", () => {
    const { markdown } = alertMessage(began, {
      ...options,
      format: "dingtalk",
    }) as { markdown: { title: string; text: string } };
    expect(markdown.title).toBe("令牌告警：20 个账号需要重新授权");
    expect(markdown.text).toContain("/status");
  });

  test("the message about a solved problem says so, without instructions", () => {
    const ended = {
      state: "ended",
      problem,
      endedAt: "2026-11-21T13:00:00.000Z",
    } as const;
    expect(
      alertMessage(ended, { ...options, locale: "en", format: "wecom" }),
    ).toEqual({
      msgtype: "markdown",
      markdown: {
        content:
          "**Lingpai recovered: 20 accounts must be authorized again**\n\n[Open status page](https://lingpai.example/status)",
      },
    });
  });
});
