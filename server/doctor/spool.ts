import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { open, rm } from "node:fs/promises";
import { join } from "node:path";
import { env } from "#lib/base/env.ts";
import { spoolState } from "#lib/callbacks/store/index.ts";
import { type Check, type Finding, ok, warning, wrong } from "./finding.ts";
import { reasonOf } from "./reason.ts";

const files = (count: number) => (count === 1 ? "1 file" : `${count} files`);

/** The folder that stores callbacks while the database is unavailable. */
export const spool: Check = {
  name: "spool",
  needsDatabase: false,
  async run() {
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
            ? "free space on its disk: callbacks would be lost while the database is unavailable"
            : "give the console's user write access: callbacks would be lost while the database is unavailable",
        ),
      );
    if (waiting > 0)
      findings.push(
        warning(
          `${files(waiting)} in ${folder} ${waiting === 1 ? "holds" : "hold"} callbacks that are not in the database yet`,
          "a running console stores them within ten seconds of its database's return; run this again, then read its log",
        ),
      );
    if (damaged > 0)
      findings.push(
        warning(
          `${files(damaged)} in ${folder} ${damaged === 1 ? "was" : "were"} quarantined as damaged`,
          "what could be read is in the database; check the disk, then remove the quarantined files",
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
