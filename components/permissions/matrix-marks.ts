/** The marks of the matrix. They differ in shape, so that colour is not needed to distinguish them. */
export const marks = {
  granted: { sign: "✓", look: "font-semibold text-success" },
  minimumMissing: {
    sign: "✗",
    look: "bg-warning-wash font-semibold text-warning",
  },
  notGranted: { sign: "–", look: "text-soft" },
} as const;
export type Mark = keyof typeof marks;
