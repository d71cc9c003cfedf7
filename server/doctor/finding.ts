/** One result of a check. */
export interface Finding {
  level: "ok" | "warning" | "wrong";
  found: string;
  /** How to fix it; set unless the level is `ok`. */
  fix?: string;
}

/** A check of one thing that the console needs. */
export interface Check {
  name: string;
  /** Whether the check is skipped without the console's database. */
  needsDatabase: boolean;
  /**
   * @param database whether the console's database is available
   * @throws any error, which becomes a finding
   */
  run: (database: boolean) => Promise<Finding[]>;
}

export const ok = (found: string): Finding => ({ level: "ok", found });
export const warning = (found: string, fix: string): Finding => ({
  level: "warning",
  found,
  fix,
});
export const wrong = (found: string, fix: string): Finding => ({
  level: "wrong",
  found,
  fix,
});
