import {
  currentProblems,
  type Problem,
  type ProblemKind,
} from "#lib/monitoring/status/index.ts";
import { type Check, type Finding, ok, warning, wrong } from "./finding.ts";
import { problemWords } from "./problem-words.ts";

const EVENTS: ReadonlySet<ProblemKind> = new Set([
  "events_waiting",
  "events_parked",
]);
/** Problems that other checks report. */
const REPORTED_ELSEWHERE: ReadonlySet<ProblemKind> = new Set([
  ...EVENTS,
  "platform_missing",
  "ticket_never",
  "ticket_late",
  "ticket_expired",
]);

/** Events that have waited too long or were given up. */
export const events: Check = {
  name: "events",
  needsDatabase: true,
  run: () =>
    findings(({ kind }) => EVENTS.has(kind), "none waits, and none is parked"),
};

/** All other problems of the page Status. */
export const otherProblems: Check = {
  name: "status",
  needsDatabase: true,
  run: () =>
    findings(
      ({ kind }) => !REPORTED_ELSEWHERE.has(kind),
      "the console knows no problem",
    ),
};

async function findings(
  isIncluded: (problem: Problem) => boolean,
  well: string,
): Promise<Finding[]> {
  const found = (await currentProblems()).filter(isIncluded);
  return found.length === 0 ? [ok(well)] : found.map(findingOf);
}

function findingOf(problem: Problem): Finding {
  const { title, way } = problemWords(problem);
  const report = problem.severity === "danger" ? wrong : warning;
  return report(`${title} (since ${problem.since})`, way);
}
