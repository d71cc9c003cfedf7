import type { Formats } from "next-intl";

/** Formats that pages ask for by name. */
export const formats = {
  list: {
    // One after another, without the "and" before the last that a sentence would have.
    names: { type: "conjunction", style: "narrow" },
  },
} as const satisfies Formats;
