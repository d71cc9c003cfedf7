/** What is wrong with one field of a request; `code` is stable, the sentence is `api.fields.<code>`. */
export interface FieldProblem {
  field: string;
  code: string;
}

interface ProblemOptions {
  /** Values for the placeholders of the sentence. */
  values?: Record<string, string | number>;
  fields?: FieldProblem[];
  wechatKey?: string;
  cause?: unknown;
}

/**
 * A refusal with a stable code. Each module declares its subclass with `problemError`; the message files contain the
 * sentence (`api.<code>`).
 */
export abstract class ProblemError<Code extends string = string> extends Error {
  readonly code: Code;
  readonly values: Record<string, string | number>;
  readonly fields: FieldProblem[];
  /** A `wechatErrors` key when WeChat is the cause: its sentence is shown instead of `api.<code>`. */
  readonly wechatKey: string | null;
  /** The HTTP status of an API answer. */
  abstract readonly status: number;

  constructor(code: Code, options: ProblemOptions = {}) {
    super(code, { cause: options.cause });
    // Of all subclasses: the build shortens their names, and the code says which it is.
    this.name = "ProblemError";
    this.code = code;
    this.values = options.values ?? {};
    this.fields = options.fields ?? [];
    this.wechatKey = options.wechatKey ?? null;
  }
}

/**
 * The base class of a module's errors.
 * @param statuses the HTTP status of each code; its keys are the union of codes
 */
export function problemError<const Statuses extends Record<string, number>>(
  statuses: Statuses,
) {
  type Code = keyof Statuses & string;
  return class extends ProblemError<Code> {
    static readonly statuses: Readonly<Record<Code, number>> = statuses;
    readonly status: number = statuses[this.code] ?? 500;
  };
}
