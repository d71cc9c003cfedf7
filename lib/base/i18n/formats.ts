import type { Formats } from "next-intl";

/** Formats that pages ask for by name. */
export const formats = {
  list: {
    // A plain enumeration, without "and" before the last item.
    names: { type: "conjunction", style: "narrow" },
  },
} as const satisfies Formats;
