/**
 * A refusal with a stable code. Each room has a subclass of its own with the union of its codes; `statusOfCode` gives the
 * HTTP status and the message files give the sentence (`api.<code>`).
 */
export class ProblemError<Code extends string = string> extends Error {
  readonly code: Code;
  /** Values for the placeholders of the sentence. */
  readonly values: Record<string, string | number>;
  readonly fields: FieldProblem[];

  constructor(
    code: Code,
    options: {
      values?: Record<string, string | number>;
      fields?: FieldProblem[];
      cause?: unknown;
    } = {},
  ) {
    super(code, { cause: options.cause });
    this.name = new.target.name;
    this.code = code;
    this.values = options.values ?? {};
    this.fields = options.fields ?? [];
  }
}

/** What is wrong with one field of a request; `code` is stable, the sentence is `api.fields.<code>`. */
export interface FieldProblem {
  field: string;
  code: string;
}
