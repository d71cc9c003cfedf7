import { type Actor, authorize } from "#lib/access/index.ts";
import { readFacts } from "./facts.ts";
import { assessProblems } from "./assess-problems.ts";
import type { Problem, Status } from "./schema.ts";

const iso = (time: string | null | undefined) =>
  time ? new Date(time).toISOString() : null;

/**
 * The current status of the deployment.
 * @throws {AccessError} `forbidden`
 */
export async function status(actor: Actor): Promise<Status> {
  authorize(actor, "status.read");
  const facts = await readFacts();
  const problems = assessProblems(facts);
  const { platform, reconciliation } = facts;
  return {
    at: new Date(facts.now).toISOString(),
    well: problems.length === 0,
    problems,
    facts: {
      ticketReceivedAt: iso(platform?.ticketReceivedAt),
      platformTokenExpiresAt: iso(platform?.tokenExpiresAt),
      lastCallbackAt: iso(platform?.lastCallbackAt),
      reconciliation: reconciliation && {
        ...reconciliation,
        finishedAt: iso(reconciliation.finishedAt) ?? "",
      },
    },
  };
}

/** The current problems, for the alerts and the doctor. */
export async function currentProblems(): Promise<Problem[]> {
  return assessProblems(await readFacts());
}
