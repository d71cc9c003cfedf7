import type { z } from "zod";
import type { Action } from "#lib/access/index.ts";
import type { Messages } from "#lib/base/i18n/index.ts";

/** An operation's name for programs, `<verb><Noun>`; its words are `reference.operations.<id>`. */
export type OperationId = keyof Messages["reference"]["operations"];
/** The part of the reference that an operation stands in; its words are `reference.groups.<group>`. */
export type OperationGroup = keyof Messages["reference"]["groups"];

/** What a route is for, declared where it is defined: the policy is asked for it, and the reference is made of it. */
export interface Operation<Name extends Action | null = Action | null> {
  id: OperationId;
  group: OperationGroup;
  /** Of the policy's table; null: what every signed-in person may do about themselves. */
  action: Name;
  /** Values with which the reference shows it. */
  example?: {
    query?: Record<string, string>;
    body?: unknown;
  };
}

/** All that is known of a route: `route()` and its sisters leave it on the handler. */
export interface Description {
  /** null: nobody has said what it is for, so it is for people only, and a test fails. */
  operation: Operation | null;
  /** `visitor`: no sign-in, the capability is in what is sent. */
  access: "actor" | "visitor";
  body: z.ZodType | null;
  query: z.ZodType | null;
  answer: z.ZodType | null;
  /** Of a good answer. */
  status: number;
  /** Content types of a good answer. */
  types: string[];
}

/** A route handler with what is known of it. */
export type DescribedHandler = ((
  request: Request,
  context: { params: Promise<Record<string, string>> },
) => Promise<Response>) & { description: Description };
