export { eventDetail } from "./event-detail.ts";
export { EventError } from "./event-error.ts";
export {
  accountEventList,
  accountEventQuery,
  eventList,
  type EventQuery,
  eventQuery,
  PARKED_LIMIT,
  parkedCount,
} from "./event-list.ts";
export { readEventQuery } from "./event-query.ts";
export { eventAt } from "./event-row.ts";
export {
  eventDetailShape,
  eventPageShape,
  type CallbackEvent,
  type CallbackEventDetail,
} from "./schema.ts";
