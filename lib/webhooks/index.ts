export { deliverDue, tidyDeliveries } from "./deliver.ts";
export {
  deliveryList,
  deliveryQuery,
  redeliver,
  sendTestEvent,
  type WebhookDelivery,
} from "./deliveries.ts";
export { emit } from "./emit.ts";
export {
  addEndpoint,
  changeEndpoint,
  endpointChange,
  endpointInput,
  removeEndpoint,
  rotateSecret,
  type WebhookEndpoint,
  webhookEndpointList,
} from "./endpoints.ts";
export { type WebhookEvent, webhookEvents } from "./events.ts";
