export { deliverDue, purgeDeliveries } from "./deliver.ts";
export {
  deliveryList,
  deliveryQuery,
  redeliver,
  sendTestEvent,
} from "./deliveries.ts";
export { emit } from "./emit.ts";
export {
  addEndpoint,
  changeEndpoint,
  endpointChange,
  endpointInput,
  removeEndpoint,
  rotateSecret,
  webhookEndpointList,
} from "./endpoints.ts";
export { type WebhookEvent, webhookEvents } from "./kinds.ts";
export {
  deliveryPageShape,
  endpointListShape,
  endpointSecretShape,
  newEndpointShape,
  type WebhookDelivery,
  type WebhookEndpoint,
} from "./schema.ts";
