/** How an account stands to a set. The signs differ in shape, so that nobody has to tell them by colour. */
export const marks = {
  granted: { sign: "✓", look: "font-semibold text-success" },
  minimumMissing: {
    sign: "✗",
    look: "bg-warning-wash font-semibold text-warning",
  },
  notGranted: { sign: "–", look: "text-soft" },
} as const;
export type Mark = keyof typeof marks;
