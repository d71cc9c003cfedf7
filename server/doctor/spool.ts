import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { open, rm } from "node:fs/promises";
import { join } from "node:path";
import { env } from "#lib/base/env.ts";
import { spoolState } from "#lib/callbacks/store/index.ts";
import { type Check, type Finding, ok, warning, wrong } from "./finding.ts";
import { reasonOf } from "./reason.ts";

const files = (count: number) => (count === 1 ? "1 file" : `${count} files`);

/** The folder that keeps callbacks while the database is away. */
export const spool: Check = {
  name: "spool",
  needsDatabase: false,
  async look() {
    const { folder, waiting, damaged } = await spoolState();
    const findings: Finding[] = [];
    const failure = await tryToWrite(
      existsSync(folder) ? folder : env().DATA_DIR,
    );
    if (failure !== null)
      findings.push(
        wrong(
          `${folder} cannot be written (${failure})`,
          failure === "ENOSPC"
            ? "free space on its disk: while the database is away callbacks would be lost"
            : "give the console's user the right to write there: while the database is away callbacks would be lost",
        ),
      );
    if (waiting > 0)
      findings.push(
        warning(
          `${files(waiting)} in ${folder} ${waiting === 1 ? "holds" : "hold"} callbacks that are not in the database yet`,
          "the console takes them up within ten seconds once it runs and its database is there; look again, then into its log",
        ),
      );
    if (damaged > 0)
      findings.push(
        warning(
          `${files(damaged)} in ${folder} ${damaged === 1 ? "was" : "were"} set aside, being damaged`,
          "what could be read is in the database; see to the disk, then remove what was set aside",
        ),
      );
    return findings.length > 0
      ? findings
      : [ok(`${folder} can be written and is empty`)];
  },
};

/** @returns why it cannot be written; null when it can */
async function tryToWrite(folder: string): Promise<string | null> {
  const path = join(folder, `doctor-${randomUUID()}`);
  try {
    const file = await open(path, "wx", 0o600);
    try {
      await file.write(Buffer.alloc(4_096));
      await file.datasync();
    } finally {
      await file.close();
      await rm(path, { force: true });
    }
    return null;
  } catch (error) {
    return reasonOf(error);
  }
}
