import type { Simulation } from "../state/simulation.ts";
import type { ControlContext } from "./context.ts";
import { appid } from "./schemas.ts";

/** A command of the control API; the body is parsed by the command. */
export type Command = (context: ControlContext, body: unknown) => unknown;

/** The account that a body names. */
export function requireAccount(simulation: Simulation, body: unknown) {
  const account = simulation.account(appid.parse(body).appid);
  if (!account) throw new Error("no such account");
  return account;
}
