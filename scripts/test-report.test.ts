import { expect, test } from "vitest";
import { readPlaywright, readVitest } from "./test-report.ts";

test("vitest's report is counted, and failures are listed with the start of their reason", () => {
  const report = {
    numPassedTests: 3,
    numFailedTests: 1,
    testResults: [
      {
        name: "/project/integration/inbox.test.ts",
        status: "failed",
        message: "",
        assertionResults: [
          { fullName: "a push is kept", status: "passed", failureMessages: [] },
          {
            fullName: "the inbox a push is seen once",
            status: "failed",
            failureMessages: [
              "\u001B[31mAssertionError\u001B[39m: expected 2 to be 1\n\n    at inbox.test.ts:7\n    at file:///project/node_modules/vitest/run.js:3",
            ],
          },
        ],
      },
    ],
  };
  expect(readVitest(JSON.stringify(report), "/project")).toEqual({
    passed: 3,
    failed: 1,
    failures: [
      "integration/inbox.test.ts › the inbox a push is seen once\n    AssertionError: expected 2 to be 1\n        at inbox.test.ts:7",
    ],
  });
});

test("a file that fails before its first test is listed itself", () => {
  const report = {
    numPassedTests: 0,
    numFailedTests: 0,
    testResults: [
      {
        name: "/project/lib/env.test.ts",
        status: "failed",
        message: "Cannot find module",
        assertionResults: [],
      },
    ],
  };
  expect(readVitest(JSON.stringify(report), "/project").failures).toEqual([
    "lib/env.test.ts\n    Cannot find module",
  ]);
});

test("Playwright's report is counted, and failures are listed by file and line", () => {
  const spec = (title: string, message?: string) => ({
    title,
    file: "connect.test.ts",
    line: 12,
    ok: message === undefined,
    tests: [{ results: [message === undefined ? {} : { error: { message } }] }],
  });
  const report = {
    errors: [],
    stats: { expected: 1, unexpected: 1, flaky: 0 },
    suites: [
      {
        specs: [spec("an account is connected")],
        suites: [{ specs: [spec("a link is revoked", "Timeout\nWaiting")] }],
      },
    ],
  };
  expect(readPlaywright(JSON.stringify(report))).toEqual({
    passed: 1,
    failed: 1,
    failures: [
      "e2e/connect.test.ts:12 › a link is revoked\n    Timeout\n    Waiting",
    ],
  });
});
