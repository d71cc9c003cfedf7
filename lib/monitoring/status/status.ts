import { type Actor, authorize } from "#lib/access/index.ts";
import { type Facts, readFacts } from "./facts.ts";
import { judge, type Problem } from "./judge.ts";

/** How all stands, in what operators can understand. */
export interface Status {
  /** ISO 8601, by the database's clock. */
  at: string;
  well: boolean;
  problems: Problem[];
  facts: {
    ticketReceivedAt: string | null;
    platformTokenExpiresAt: string | null;
    lastCallbackAt: string | null;
    reconciliation: Facts["reconciliation"];
  };
}

const iso = (time: string | null | undefined) =>
  time ? new Date(time).toISOString() : null;

/**
 * How all stands now.
 * @throws {AuthError} `forbidden`
 */
export async function status(actor: Actor): Promise<Status> {
  authorize(actor, "status.read");
  const facts = await readFacts();
  const problems = judge(facts);
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

/** What is wrong now, for the process's own watch. */
export async function currentProblems(): Promise<Problem[]> {
  return judge(await readFacts());
}
