import { relative } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { z } from "zod";

/** What a run of tests came to. */
export interface Count {
  passed: number;
  failed: number;
  /** A paragraph for each test that failed: its name, and the beginning of what it says. */
  failures: string[];
}

const vitestReport = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string(),
      assertionResults: z.array(
        z.object({
          fullName: z.string(),
          status: z.string(),
          failureMessages: z.array(z.string()).nullish(),
        }),
      ),
    }),
  ),
});

interface Suite {
  specs: Spec[];
  suites?: Suite[] | undefined;
}
type Spec = z.infer<typeof spec>;
const spec = z.object({
  title: z.string(),
  file: z.string(),
  line: z.number(),
  ok: z.boolean(),
  tests: z.array(
    z.object({
      results: z.array(
        z.object({
          error: z.object({ message: z.string().optional() }).optional(),
        }),
      ),
    }),
  ),
});
const suite: z.ZodType<Suite> = z.lazy(() =>
  z.object({ specs: z.array(spec), suites: z.array(suite).optional() }),
);
const playwrightReport = z.object({
  suites: z.array(suite),
  errors: z.array(z.object({ message: z.string().optional() })),
  stats: z.object({
    expected: z.number(),
    unexpected: z.number(),
    flaky: z.number(),
  }),
});

/** Reads vitest's JSON report. @param root the folder that files are named from */
export function readVitest(json: string, root: string): Count {
  const report = vitestReport.parse(JSON.parse(json));
  const failures = report.testResults.flatMap((file) => {
    const name = relative(root, file.name);
    const tests = file.assertionResults
      .filter(({ status }) => status === "failed")
      .map(({ fullName, failureMessages }) =>
        paragraph(`${name} › ${fullName}`, failureMessages?.[0]),
      );
    // A file that fails before its first test has none that could be named.
    return tests.length > 0 || file.status !== "failed"
      ? tests
      : [paragraph(name, file.message)];
  });
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    failures,
  };
}

/** Reads Playwright's JSON report. */
export function readPlaywright(json: string): Count {
  const { suites, errors, stats } = playwrightReport.parse(JSON.parse(json));
  const failures = specsOf(suites)
    .filter(({ ok }) => !ok)
    .map(({ file, line, title, tests }) =>
      paragraph(
        `e2e/${file}:${line} › ${title}`,
        tests.flatMap(({ results }) => results).at(-1)?.error?.message,
      ),
    );
  return {
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky,
    failures: [
      ...failures,
      ...errors.map(({ message }) => paragraph("e2e", message)),
    ],
  };
}

function specsOf(suites: Suite[]): Spec[] {
  return suites.flatMap((suite) => [
    ...suite.specs,
    ...specsOf(suite.suites ?? []),
  ]);
}

const LINES = 12;
/** Blank, or a line of a stack that is no code of ours. */
const SAYS_NOTHING = /^\s*$|^\s+at .*(node_modules|<anonymous>)/;

function paragraph(name: string, message = ""): string {
  const lines = stripVTControlCharacters(message)
    .split("\n")
    .filter((line) => !SAYS_NOTHING.test(line))
    .slice(0, LINES);
  return [name, ...lines.map((line) => `    ${line}`)].join("\n");
}
