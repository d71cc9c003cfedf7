/** The third-party platform (WeChat's component): its configuration, its verify ticket and its health. */

// Configuration
export { platformInput, savePlatform } from "./save-platform.ts";
export {
  configureFromEnvironment,
  sandboxPlan,
  setSandboxOrigin,
  type SandboxPlan,
} from "./configure.ts";

// The component
export {
  activeComponent,
  activeComponentRow,
  componentByAppid,
  openForComponent,
  sealForComponent,
  type Component,
} from "./component.ts";
export { cachedComponent } from "./cached-component.ts";

// The verify ticket
export {
  FIRST_TICKET_MINUTES,
  forgetPreviousTicket,
  recordCallback,
  storeTicket,
  tickets,
} from "./ticket.ts";
export { startPushTicket } from "./start-push-ticket.ts";

// Health
export { platformOverview, ticketState } from "./platform-overview.ts";
export { recordPlatformError } from "./record-platform-error.ts";

// Shapes and errors
export {
  platformShape,
  pushStartedShape,
  type PlatformHealth,
  type PlatformOverview,
} from "./schema.ts";
export { PlatformError } from "./platform-error.ts";

// Jobs
export { watchTicket } from "./watch-ticket.ts";
