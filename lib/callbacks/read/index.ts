/** The stored callbacks as the console and the API show them. */

export {
  accountEventList,
  accountEventQuery,
  eventList,
  eventQuery,
  PARKED_LIMIT,
  parkedCount,
} from "./event-list.ts";
export { readEventQuery } from "./event-query.ts";
export { eventDetail } from "./event-detail.ts";
export { eventAt } from "./event-row.ts";

export {
  eventDetailShape,
  eventPageShape,
  type CallbackEvent,
  type CallbackEventDetail,
} from "./schema.ts";
export { EventError } from "./event-error.ts";
