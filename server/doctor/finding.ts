/** What one look at one thing found. */
export interface Finding {
  level: "ok" | "warning" | "wrong";
  found: string;
  /** What mends it; of all that is not well. */
  mend?: string;
}

/** A look at one thing. */
export interface Check {
  name: string;
  /** Without the console's database there is nothing to look at. */
  needsDatabase: boolean;
  /**
   * @param database whether the console's database can be asked
   * @throws what the finding is then made of
   */
  look: (database: boolean) => Promise<Finding[]>;
}

export const ok = (found: string): Finding => ({ level: "ok", found });
export const warning = (found: string, mend: string): Finding => ({
  level: "warning",
  found,
  mend,
});
export const wrong = (found: string, mend: string): Finding => ({
  level: "wrong",
  found,
  mend,
});
