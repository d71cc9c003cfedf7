/** The system's code or the name of an error; never its message, which may contain secrets. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return "unknown";
  if ("code" in error && typeof error.code === "string") return error.code;
  const inner =
    error instanceof AggregateError
      ? (error.errors as unknown[])[0]
      : error.cause;
  return inner instanceof Error ? reasonOf(inner) : error.name;
}
