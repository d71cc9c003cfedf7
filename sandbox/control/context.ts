import type { Pusher } from "../pushes/pusher.ts";
import type { Simulation } from "../state/simulation.ts";

/** What the commands and pages work on. */
export interface ControlContext {
  simulation: Simulation;
  pusher: Pusher;
  pushTicket: () => Promise<void>;
}
