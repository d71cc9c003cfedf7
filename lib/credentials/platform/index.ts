export {
  activeComponent,
  activeComponentRow,
  componentByAppid,
  openForComponent,
  sealForComponent,
  type Component,
} from "./component.ts";
export {
  configureFromEnvironment,
  sandboxPlan,
  setSandboxOrigin,
  type SandboxPlan,
} from "./configure.ts";
export { recordPlatformError } from "./record-platform-error.ts";
export { PlatformError } from "./platform-error.ts";
export { platformOverview, ticketState } from "./platform-overview.ts";
export { cachedComponent } from "./cached-component.ts";
export { platformInput, savePlatform } from "./save-platform.ts";
export { startPushTicket } from "./start-push-ticket.ts";
export { watchTicket } from "./watch-ticket.ts";
export {
  FIRST_TICKET_MINUTES,
  forgetPreviousTicket,
  recordCallback,
  storeTicket,
  tickets,
} from "./ticket.ts";
export {
  platformShape,
  pushStartedShape,
  type PlatformHealth,
  type PlatformOverview,
} from "./schema.ts";
