import type { z } from "zod";
import type { Action } from "#lib/access/index.ts";
import type { Messages } from "#lib/base/i18n/index.ts";

/** The OpenAPI operation id, `<verb><Noun>`; its summary is the message `reference.operations.<id>`. */
export type OperationId = keyof Messages["reference"]["operations"];
/** The group of an operation in the reference; its title is the message `reference.groups.<group>`. */
export type OperationGroup = keyof Messages["reference"]["groups"];

/** The declaration of a route: the policy checks its action, and the reference is generated from it. */
export interface Operation<Name extends Action | null = Action | null> {
  id: OperationId;
  group: OperationGroup;
  /** An action of the policy; null: what every signed-in person may do for themselves. */
  action: Name;
  /** Example values for the reference. */
  example?: {
    query?: Record<string, string>;
    body?: unknown;
  };
}

/** The description of a route, which `route()`, `fileRoute()` and `publicRoute()` attach to its handler. */
export interface Description {
  /** null when none is declared: the route is then for people only, and a test fails. */
  operation: Operation | null;
  /** `visitor`: no sign-in; the request contains a capability. */
  access: "actor" | "visitor";
  body: z.ZodType | null;
  query: z.ZodType | null;
  answer: z.ZodType | null;
  /** Status of a successful answer. */
  status: number;
  /** Content types of a successful answer. */
  types: string[];
}

/** A route handler with its description. */
export type DescribedHandler = ((
  request: Request,
  context: { params: Promise<Record<string, string>> },
) => Promise<Response>) & { description: Description };
