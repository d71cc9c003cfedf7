import type { AccountType } from "#lib/accounts/kinds.ts";

/** What only the merchant can do, in the order in which it comes up. */
export const topics = [
  "bind",
  "update",
  "deauthorize",
  "verify",
  "find_admin",
] as const;
export type Topic = (typeof topics)[number];

type WayId =
  | "scan"
  | "rescan"
  | "console_official_account"
  | "console_mini_program"
  | "assistant"
  | "apply";
type NoteId =
  | "admin_only"
  | "providers"
  | "exclusive"
  | "minimum_official_account"
  | "minimum_mini_program"
  | "verified"
  | "new_sets"
  | "merchant_only"
  | "kept"
  | "not_needed"
  | "afterwards";

export interface Guide {
  ways: WayId[];
  notes: NoteId[];
}

/** The ways and notes that apply to one type of account; their texts are `guides.topics.<topic>`. */
export function guideOf(topic: Topic, type: AccountType): Guide {
  const official = type === "official_account";
  switch (topic) {
    case "bind":
      return {
        ways: ["scan"],
        notes: [
          `minimum_${type}`,
          "admin_only",
          ...(official ? (["verified"] as const) : []),
          "exclusive",
          "providers",
        ],
      };
    case "update":
      return {
        // The console has a page for it for Mini Programs only (source document 002).
        ways: official
          ? ["rescan", "assistant"]
          : ["rescan", "console_mini_program", "assistant"],
        notes: [`minimum_${type}`, "new_sets"],
      };
    case "deauthorize":
      return {
        ways: [`console_${type}`, "assistant"],
        notes: ["merchant_only", "kept"],
      };
    case "verify":
      return official
        ? { ways: ["apply"], notes: ["afterwards"] }
        : { ways: [], notes: ["not_needed"] };
    case "find_admin":
      return { ways: ["assistant"], notes: [] };
  }
}

/** A part of an address that names a topic, or null. */
export const topicOf = (text: string): Topic | null =>
  topics.find((topic) => topic === text) ?? null;
