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
/** Told by a check of their own. */
const ELSEWHERE: ReadonlySet<ProblemKind> = new Set([
  ...EVENTS,
  "platform_missing",
  "ticket_never",
  "ticket_late",
  "ticket_expired",
]);

/** Events that wait for too long, or that were given up. */
export const events: Check = {
  name: "events",
  needsDatabase: true,
  look: () =>
    findings(({ kind }) => EVENTS.has(kind), "none waits, and none is parked"),
};

/** All else that the page Status calls a problem. */
export const otherProblems: Check = {
  name: "status",
  needsDatabase: true,
  look: () =>
    findings(
      ({ kind }) => !ELSEWHERE.has(kind),
      "the console knows no problem",
    ),
};

async function findings(
  ofThese: (problem: Problem) => boolean,
  well: string,
): Promise<Finding[]> {
  const found = (await currentProblems()).filter(ofThese);
  return found.length === 0 ? [ok(well)] : found.map(told);
}

function told(problem: Problem): Finding {
  const { title, way } = problemWords(problem);
  const say = problem.severity === "danger" ? wrong : warning;
  return say(`${title} (since ${problem.since})`, way);
}
